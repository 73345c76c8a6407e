"""The scans that a command is given: files, and folders with all that is in them."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from quizgen.cli import listing, scan_store
from quizgen.cli.errors import remark
from quizgen.errors import UsageError
from quizgen.reading import files
from quizgen.results.accounting import some
from quizgen.scanning.pictures import NAMES

KINDS = "PDF, JPEG, PNG, TIFF, BMP or WebP"


class Scan(Struct, frozen=True):
    """A file with the digest of its bytes."""

    path: Path
    digest: str


def scans(given: Sequence[str]) -> list[Scan]:
    """The files in the order in which they are given, those of a folder by name; each once, what is the same is told.

    What quizgen wrote is no scan. Raises UsageError for what is neither a scan nor a folder with some, OSError for
    what cannot be read.
    """
    found: dict[str, Scan] = {}
    again: list[str] = []
    for path in [path for name in given for path in _files(Path(name))]:
        digest = listing.digest_of(path)
        if digest in found:
            again.append(f"{named(path)} (as {named(found[digest].path)})")
        found.setdefault(digest, Scan(path, digest))
    if again:
        remark(f"The same file more than once, read once: {some(again)}")
    return [*found.values()]


def named(path: Path) -> str:
    """A file's name as it can be shown everywhere."""
    return "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in decoded(path))


def decoded(path: Path) -> str:
    """A path as UTF-8 has it, whatever bytes the system has there."""
    return os.fsencode(path).decode("utf-8", "replace")


def _files(path: Path) -> Iterator[Path]:
    if files.is_regular(path):
        if path.suffix.lower() not in NAMES:
            raise UsageError(f"{path} is no scan that can be read: give {KINDS}, or folders with such files")
        yield path
    elif path.is_dir():
        yield from _inside(path)
    else:
        raise UsageError(f"{files.missing(path)}: give scans as {KINDS}, or folders with such files")


def _inside(folder: Path) -> Iterator[Path]:
    everything = sorted(path for path in folder.rglob("*") if not _is_hidden(path, folder))
    every = [path for path in everything if path.is_file()]
    if lost := next((path for path in everything if path.suffix.lower() in NAMES and not path.exists()), None):
        raise UsageError(f"{named(lost)} is a link to nothing: mend it, or take it out of {named(folder)}")
    written = {parent: _written(parent) for parent in {path.parent for path in every}}
    others = [path for path in every if path.name not in written[path.parent]]
    found = [path for path in others if path.suffix.lower() in NAMES]
    if not found:
        there = f" ({some(named(Path(path.name)) for path in others)})" if others else ""
        raise UsageError(f"there is no scan in {folder}{there}: give {KINDS}, or folders with such files")
    if left := [named(Path(path.name)) for path in others if path not in found]:
        remark(f"No scans in {named(folder)}: {some(left)}")
    yield from found


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _written(folder: Path) -> set[str]:
    """What quizgen wrote in a folder: the sheets of an exam that nobody has filled in are no scans."""
    return {scan_store.NAME, *(name for one in listing.every(folder) for name in one.files)}
