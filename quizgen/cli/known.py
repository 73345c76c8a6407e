"""The names of what there is, found without importing it: who presses TAB does not wait.

Only what a plug-in calls its files of items and its formats stands in its own modules, which are imported for that.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen import formats as format_package
from quizgen import resources
from quizgen import topics as family_package
from quizgen.asking.of_module import OfModule

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints

SHIPPED, OWN = "-concepts", "-items"
"""How the ids of files of items end: of those that come with quizgen, and of others."""
_TOPIC = re.compile(r'^topic = "([^"]+)"', re.MULTILINE)
_FORMAT = re.compile(r"^FORMAT\b", re.MULTILINE)


def sources() -> tuple[str, ...]:
    """Topics, families and files of authored items, and what stands for all of them."""
    return ("all", *topics(), *families(), *files())


def families() -> tuple[str, ...]:
    """The ids of families."""
    return _sorted(family.id for family in _families())


def topics() -> tuple[str, ...]:
    """The topics of families and of files of authored items."""
    return _sorted([*(family.topic for family in _families()), *_files().values()])


def files() -> tuple[str, ...]:
    """The ids of files of authored items."""
    return _sorted(_files())


def formats() -> tuple[str, ...]:
    """What ``--format`` takes."""
    modules = ((path.stem, path) for path in _modules(format_package.__path__))
    packages = ((path.parent.name, path) for path in _modules(format_package.__path__, "*/") if path.stem == "format")
    shipped = (name.replace("_", "-") for name, path in (*modules, *packages) if _FORMAT.search(_text(path)))
    return _sorted([*shipped, *(str(found.name) for found in _held("formats", "FORMAT") if hasattr(found, "name"))])


def blueprints() -> tuple[str, ...]:
    """The blueprints that come with quizgen."""
    return _sorted(path.stem for path in _banks("blueprints"))


def architectures() -> tuple[str, ...]:
    """The networks that come with quizgen."""
    return _sorted(path.stem for path in _banks("architectures"))


def _families() -> Iterator[OfModule]:
    """Every family, as far as the name of its module tells what it is called."""
    for path in _modules(family_package.__path__, "*/"):
        yield OfModule(module=f"{family_package.__name__}.{path.parent.name}.{path.stem}")
    for entry in _entries("families"):
        if "." in entry.module:
            yield OfModule(module=entry.module)


def _files() -> dict[str, str]:
    """The id of each file of authored items, with its topic."""
    shipped = ((path, SHIPPED) for path in _banks("concepts"))
    others = ((path, OWN) for held in _held("items", "ITEMS") if isinstance(held, tuple) for path in held)
    named = ((path.stem.removesuffix(end) + end, _TOPIC.search(_text(path))) for path, end in (*shipped, *others))
    return {name: topic[1] for name, topic in named if topic}


def _held(group: str, name: str) -> Iterator[object]:
    """What plug-ins hold; one that cannot be imported holds nothing, and nothing that it prints may reach the shell."""
    for entry in _entries(group):
        found: object = None
        with suppress(Exception, SystemExit), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            found = getattr(entry.load(), name)
        yield found


def _modules(folders: Iterable[str], below: str = "") -> Iterator[Path]:
    found = (path for folder in folders for path in Path(folder).glob(f"{below}*.py"))
    return (path for path in found if path.stem != "__init__")


def _banks(folder: str) -> Iterable[Path]:
    return (resources.banks() / folder).glob("*.toml")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def _entries(group: str) -> EntryPoints:
    """What other packages bring of that sort."""
    from importlib.metadata import entry_points  # nobody but who presses TAB waits for it

    return entry_points(group=f"quizgen.{group}")
