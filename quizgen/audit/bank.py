"""``python -m quizgen.audit.bank`` writes what is generated into ``banks/``; ``--check`` says what is out of date.

Names of parts (``coverage``, ``decks``, ``spaces``, ``sources``, ``realism``, ``gallery``, ``formats``, ``lint``,
``schema``) ask for these alone; ``decks-anew`` makes all decks again, also those that fit their code. A hole in the
coverage of the tutorial is an error of its own.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from quizgen import catalog, resources
from quizgen.asking.spaced import Spaced
from quizgen.audit import formats_page, lint_page
from quizgen.audit.coverage import coverage, page
from quizgen.audit.gallery import FOLDER, gallery
from quizgen.audit.realism import page as realism_page
from quizgen.blueprint.schema import NAME, schema
from quizgen.catalog import known_sources
from quizgen.counting.counts import stored
from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.protocol import File
from quizgen.memory.cache import BANK, memory
from quizgen.memory.shelf import DECKS, ENDING
from quizgen.memory.stored import text
from quizgen.reading.advice import advice


def _spaces() -> Iterator[File]:
    """The counts of the families that ship with quizgen, not of anybody's plugins."""
    yield File(BANK, [text(stored(catalog.shipped_families())).encode()])


def _sources() -> Iterator[File]:
    """What is told of the families and files that ship with quizgen."""
    yield File(known_sources.BANK, [known_sources.text(catalog.shipped_sources()).encode()])


def _decks(*, anew: bool = False) -> Iterator[File]:
    """What the families that ship with quizgen draw their items from, a file a family; made where code changed.

    Processes share them, since most of the work on a bank is to make these.
    """
    names = [family.id for family in catalog.shipped_families() if isinstance(family, Spaced)]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for name, data in zip(names, pool.map(partial(_deck, anew=anew), names), strict=True):
            yield File(f"{DECKS}/{name}{ENDING}", [data])


def _deck(name: str, *, anew: bool) -> bytes:
    """The file of one family, or nothing of one that no module holds."""
    decks = memory().decks
    (family,) = (one for one in catalog.named(name) if one.id == name)
    if isinstance(family, Spaced):
        for section, make in family.sections().items():
            decks.recalled(family, section, make, anew=anew)
    return decks.file(family)


PARTS: Mapping[str, Callable[[], Iterator[File]]] = {
    "coverage": lambda: iter([page(coverage())]),
    "decks": _decks,
    "spaces": _spaces,
    "sources": _sources,
    "realism": lambda: iter([realism_page()]),
    "gallery": gallery,
    "formats": formats_page.pages,
    "lint": lint_page.pages,
    "schema": lambda: iter([File(f"schema/{NAME}", [schema().encode()])]),
    "decks-anew": lambda: _decks(anew=True),
}
ON_WISH = ("decks-anew",)
"""Parts that are made only if somebody names them."""


def generated(parts: Sequence[str]) -> Iterator[File]:
    """The generated files, with names relative to ``banks/``, the quick ones first."""
    for part in parts:
        if part not in PARTS:
            raise UsageError(f"there is no part '{part}' of the bank; {advice(part, PARTS)}")
        yield from PARTS[part]()


def main(arguments: Sequence[str]) -> int:
    """Exit status: 1 if the tutorial is not covered, or if something is out of date and was only to be checked."""
    check = "--check" in arguments
    parts = [name for name in arguments if name != "--check"] or [name for name in PARTS if name not in ON_WISH]
    try:
        stale = list(_stale(parts, write=not check))
        holes = list(coverage().holes()) if "coverage" in parts else []
    except QuizgenError as error:
        print(error)  # noqa: T201 - a maker's tool
        return error.exit_status
    for hole in holes:
        print(hole)  # noqa: T201 - a maker's tool
    for path in stale:
        print(f"{'out of date, run make bank' if check else 'brought up to date'}: {path}")  # noqa: T201 - a maker's tool
    return int(bool(holes) or (check and bool(stale)))


def _stale(parts: Sequence[str], *, write: bool) -> Iterator[Path]:
    """Files that are not as they would be generated now, and drawings that nothing shows any more."""
    found: set[Path] = set()
    for file in generated(parts):
        path, new = resources.banks() / file.name, b"".join(file.chunks)
        found.add(path)
        if not path.exists() or path.read_bytes() != new:
            yield path
            if write:
                _write(path, new)
    for path in sorted((resources.banks() / FOLDER).glob("*.svg")) if "gallery" in parts else []:
        if path not in found:
            yield path
            if write:
                path.unlink()


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
