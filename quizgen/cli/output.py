"""Writes files all or nothing: each beside its place first, then all renamed."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from msgspec import Struct

from quizgen.cli.errors import reason
from quizgen.errors import QuizgenError, UsageError
from quizgen.staging import Staging, keep_mode


class Target(Struct, frozen=True):
    """A file to be written, and its bytes in pieces."""

    path: Path
    chunks: Iterable[bytes]


def write_all(targets: Iterable[Target]) -> list[Path]:
    """Writes every target or, if anything fails, none; returns their paths.

    Until all are complete they stand in hidden folders beside their places. A file that is written over keeps its
    permissions, a link stays a link. Folders are made as needed, and removed again where nothing came of it. Raises
    QuizgenError naming the file that cannot be written.
    """
    ready: dict[Path, Path] = {}
    made: list[Path] = []
    staging = Staging()
    try:
        for target in targets:
            path = _place(target.path, ready)
            with _blamed(target.path):
                _make_folder(path.parent, made)
                ready[path] = staging.place(path.parent)
                _write(ready[path], target.chunks)
                keep_mode(ready[path], path)
        for path, temporary in ready.items():
            with _blamed(path):
                temporary.replace(path)
    except BaseException:
        staging.close()
        _remove(made)
        raise
    staging.close()
    return list(ready)


def _place(path: Path, taken: Iterable[Path]) -> Path:
    """Where the file goes; a link's own target, so that the link stays. Raises UsageError where no file can be."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder: give a file's name, or several formats for a folder")
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} is not a regular file: give '-' for standard output, or another name")
    real = resolved(path)
    if real in taken:
        raise UsageError(f"two files would be written to {path}: ask for the formats one by one")
    return real


def resolved(path: Path) -> Path:
    """Where a path leads to; raises UsageError where links lead in a circle."""
    try:
        path.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise UsageError(f"{path} is a link that leads to itself: give another name") from None
        if error.errno == errno.ENOTDIR:
            file = next(parent for parent in path.parents if parent.is_file())
            raise UsageError(f"{file} is a file, and {path} needs a folder of that name: give another name") from None
    return path.resolve()


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        with suppress(FileExistsError):  # another run was first
            place.mkdir()
            made.append(place)


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("xb") as file:
        for chunk in chunks:
            file.write(chunk)


def _remove(made: list[Path]) -> None:
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
