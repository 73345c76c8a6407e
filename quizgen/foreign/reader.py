"""Reads a file of questions of whichever sort it is."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from quizgen.errors import UsageError
from quizgen.foreign.model import ForeignFile
from quizgen.foreign.sniffing import Shape, shape
from quizgen.reading import files

_ROOMS: Mapping[Shape, str] = {
    "moodle": "moodle",
    "qti": "qti",
    "zip": "packages",
    "json": "ours",
    "gift": "gift",
    "aiken": "aiken",
    "rmd": "rmd",
}
"""The module that reads each sort, imported when a file is of it."""
LARGEST = 400_000_000
"""Bytes of a file."""


def read(path: Path) -> ForeignFile:
    """What a file says; raises UsageError for one that is not there, too large, or of no sort that is read.

    What is wrong within it is among its remarks.
    """
    return decoded(bytes_of(path), str(path))


def bytes_of(path: Path) -> bytes:
    """What is in a file; raises UsageError for one that is not there or too large."""
    if not files.is_regular(path):
        raise UsageError(f"{files.missing(path)}; give a file of questions")
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError(f"{path} is larger than {LARGEST // 1_000_000} MB; part it")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(files.unread(path, error)) from None


def decoded(content: bytes, where: str) -> ForeignFile:
    """What the bytes of a file say whose name for people is ``where``; raises UsageError as ``read`` does."""
    reading: Any = import_module(f"quizgen.foreign.{_ROOMS[shape(content, where)]}")
    found: ForeignFile = reading.read(content, where)
    return found
