"""What the sources that come with quizgen are called, weigh and hold, stored so that none is imported to tell.

``banks/sources.json`` is believed as long as all files are as they were that this may follow from; where one is not,
the user's cache may know it, which ``keep`` fills. What is not known is found out from the sources themselves.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from quizgen import resources
from quizgen.asking.known import Known
from quizgen.asking.source import Source
from quizgen.counting.counts import counts
from quizgen.keeping import keep as put
from quizgen.memory.cache import memory
from quizgen.memory.places import ROOT
from quizgen.model import LEVELS

BANK = "sources.json"
HOUSE = "quizgen"
_BEYOND = {
    "cli",
    "study",
    "audit",
    "jobs",
    "scanning",
    "results",
    "analysis",
    "live",
    "site",
    "importing",
    "verifying",
    "python",
}
ABOVE = frozenset(_BEYOND | {"blueprint", "catalog", "of_network", "formats"})
"""Rooms that no source imports: the floors above them, and formats."""
DATA = ("architectures/*.toml", "concepts/*.toml", "misconceptions.toml")
"""What sources read, in ``banks/``."""


@cache
def known() -> Mapping[str, Known]:
    """Sources by their ids; none where nothing stored fits the files as they are."""
    now = fingerprint()
    found = (_read(path, now) for path in (resources.banks() / BANK, _kept()) if path)
    return next(filter(None, found), {})


def keep(sources: Iterable[Source]) -> None:
    """Remembers what is told of the sources in the user's cache, where the command line names one."""
    if path := _kept():
        put(path, text(sources).encode())


def _kept() -> Path | None:
    return memory().place("sources", ".json")


def _read(path: Path, now: str) -> Mapping[str, Known]:
    """What a file holds; nothing where it is not there, damaged, or of other files than those of ``now``."""
    try:
        found: Any = json.loads(path.read_bytes())
        sources = {name: Known(**entry | {"kinds": tuple(entry["kinds"])}) for name, entry in found["sources"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
    return sources if found.get("by") == now else {}


def text(sources: Iterable[Source]) -> str:
    """The JSON of what is told of the sources, a line for each, the same for the same files."""
    lines = (f"{json.dumps(source.id)}: {json.dumps(asdict(_told(source)), ensure_ascii=False)}" for source in sources)
    every = ",\n".join(sorted(lines))
    return f'{{"by": "{fingerprint()}", "sources": {{\n{every}\n}}}}\n'


def _told(source: Source) -> Known:
    return Known(
        title=source.title,
        topic=source.topic,
        weight=source.weight,
        asks=source.asks,
        kinds=source.kinds,
        usual={level: source.usual(level) for level in LEVELS},
        counts={level: dict(sorted(kinds.items())) for level, kinds in counts(source).items()},
    )


def fingerprint() -> str:
    """One for the bytes of all files that the sources which come with quizgen may follow from."""
    found = blake2b(digest_size=8)
    for name, path in sorted(_files()):
        data = path.read_bytes()
        found.update(f"{name}\0{len(data)}\0".encode() + data)
    return found.hexdigest()


def _files() -> Iterator[tuple[str, Path]]:
    """Names, which are the same on every machine, and paths: the rooms' Python files, and the data that they read."""
    for room in (room for room in (ROOT / HOUSE).iterdir() if room.name not in ABOVE):
        if room.suffix == ".py":
            yield f"{HOUSE}/{room.name}", room
        elif (room / "__init__.py").is_file():
            yield from ((f"{HOUSE}/{room.name}/{name}", room / name) for name in _python(room))
    banks = resources.banks()
    yield from ((f"banks/{path.relative_to(banks).as_posix()}", path) for data in DATA for path in banks.glob(data))


def _python(room: Path) -> Iterator[str]:
    """The Python files anywhere in a room, by their names from there."""
    start = len(str(room)) + 1
    for folder, _, names in os.walk(room):
        yield from (f"{folder}/{name}"[start:].replace(os.sep, "/") for name in names if name.endswith(".py"))
