"""Which files are meant: those that are named, and all of their kinds in folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from quizgen.errors import UsageError

KINDS = frozenset((".xml", ".qti", ".zip", ".gift", ".txt", ".aiken", ".rmd", ".json", ".jsonl"))
"""Ends of names, in small letters, of what is read in a folder."""


class Place(Struct, frozen=True):
    """A file by its name, and whether it was named itself, not its folder."""

    name: str
    named: bool


def places(names: tuple[str, ...], output: str) -> Iterator[Place]:
    """The files in their order, those of a folder and of folders in it by name; hidden ones and the report apart."""
    for name in names:
        if name == "-" or not Path(name).is_dir():
            yield Place(name, named=True)
        else:
            yield from (Place(str(path), named=False) for path in _within(Path(name)) if not _same(path, output))


def _within(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in KINDS and path.is_file():
            yield path


def apart(names: tuple[str, ...], output: str) -> None:
    """Raises UsageError where the report would be written over a file that is named."""
    same = next((name for name in names if name != "-" and _same(Path(name), output)), None)
    if same:
        raise UsageError(f"-o {output} is {same} itself, and the report would replace it; give another file")


def _same(path: Path, output: str) -> bool:
    target = Path(output)
    return output != "-" and path.exists() and target.exists() and path.samefile(target)
