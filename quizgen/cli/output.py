"""Writes files all or nothing: each beside its place first, then all renamed."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from quizgen.cli.errors import reason
from quizgen.errors import QuizgenError, UsageError


@dataclass(frozen=True, slots=True)
class Target:
    """A file to be written, and its bytes in pieces."""

    path: Path
    chunks: Iterable[bytes]


def write_all(targets: Iterable[Target]) -> list[Path]:
    """Writes every target or, if anything fails, none; returns their paths.

    Until all are complete they stand under temporary names in their own folders. Folders are made as needed, and
    removed again where nothing came of it. Raises QuizgenError naming the file that cannot be written.
    """
    ready: dict[Path, Path] = {}
    made: list[Path] = []
    try:
        for target in targets:
            path = _place(target.path, ready)
            with _blamed(target.path):
                _make_folder(path.parent, made)
                ready[path] = path.with_name(f".{path.name[:200]}.{secrets.token_hex(4)}.tmp")
                _write(ready[path], target.chunks)
        for path, temporary in ready.items():
            with _blamed(path):
                temporary.replace(path)
    except BaseException:
        _undo(ready.values(), made)
        raise
    return list(ready)


def _place(path: Path, taken: Iterable[Path]) -> Path:
    """Where the file goes; a link's own target, so that the link stays. Raises UsageError where no file can be."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder: give a file's name, or several formats for a folder")
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} is not a regular file: give '-' for standard output, or another name")
    real = path.resolve()
    if real in taken:
        raise UsageError(f"two files would be written to {path}: ask for the formats one by one")
    return real


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir()
        made.append(place)


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("xb") as file:
        for chunk in chunks:
            file.write(chunk)


def _undo(temporary: Iterable[Path], made: list[Path]) -> None:
    for path in temporary:
        with suppress(OSError):
            path.unlink(missing_ok=True)
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()


@contextmanager
def _blamed(path: Path) -> Iterator[None]:
    """Names the file in what the system says; a full disk's own error does not."""
    try:
        yield
    except OSError as error:
        raise QuizgenError(f"{os.fspath(path)} cannot be written: {reason(error)}") from error
