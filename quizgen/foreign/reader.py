"""Reads a file of questions of whichever sort it is."""

from __future__ import annotations

from pathlib import Path

from quizgen.errors import UsageError
from quizgen.foreign.model import ForeignFile
from quizgen.foreign.sniffing import Shape, shape
from quizgen.reading import files

LARGEST = 400_000_000
"""Bytes of a file."""


def read(path: Path) -> ForeignFile:
    """What a file says; raises UsageError for one that is not there, too large, or of no sort that is read.

    What is wrong within it is among its remarks.
    """
    if not files.is_regular(path):
        raise UsageError(f"{files.missing(path)}; give a file of questions")
    try:
        if path.stat().st_size > LARGEST:
            raise UsageError(f"{path} is larger than {LARGEST // 1_000_000} MB; part it")
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(files.unread(path, error)) from None
    return decoded(content, str(path))


def decoded(content: bytes, where: str) -> ForeignFile:
    """What the bytes of a file say whose name for people is ``where``; raises UsageError as ``read`` does."""
    return _by_shape(shape(content, where), content, where)


def _by_shape(found: Shape, content: bytes, where: str) -> ForeignFile:
    if found == "moodle":
        from quizgen.foreign import moodle as of_it
    elif found == "qti":
        from quizgen.foreign import qti as of_it
    elif found == "zip":
        from quizgen.foreign import packages as of_it
    elif found == "json":
        from quizgen.foreign import ours as of_it
    elif found == "gift":
        from quizgen.foreign import gift as of_it
    elif found == "aiken":
        from quizgen.foreign import aiken as of_it
    else:
        from quizgen.foreign import rmd as of_it
    return of_it.read(content, where)
