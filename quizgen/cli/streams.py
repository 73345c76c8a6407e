"""Standard streams as the commands need them, also where one is closed (``>&-``) or knows few letters."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper, UnsupportedOperation
from threading import current_thread
from typing import Any, Literal, TextIO, cast

PATIENCE = 0.1
"""Seconds that a thread has to end when everything else is done."""


def opened() -> None:
    """Puts a stream where one is closed, so that no file gets its number: input at its end, errors unheard.

    What is written to an output that was closed fails, as it should. A letter that a stream cannot read or write is
    replaced.
    """
    sys.stdin = sys.stdin or _empty("r", os.O_RDONLY)
    sys.stdout = sys.stdout or _empty("w", os.O_RDONLY)
    sys.stderr = sys.stderr or _empty("w", os.O_WRONLY)
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")


def writable() -> None:
    """Raises OSError where standard output was closed: before anything is drawn for it."""
    try:
        handle = sys.stdout.fileno()
    except UnsupportedOperation:
        return
    os.write(handle, b"")


@contextmanager
def apart(names: str) -> Iterator[None]:
    """Within the block, what threads print whose names begin so goes to standard error, not between what is asked."""
    stream = sys.stdout
    sys.stdout = cast("TextIO", _Parted(stream, names))
    try:
        yield
    finally:
        sys.stdout = stream


class _Parted:
    """A stream for all threads but those."""

    def __init__(self, stream: TextIO, names: str) -> None:
        self._stream, self._names = stream, names

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Writes to the stream, or to standard error."""
        other = current_thread().name.startswith(self._names)
        return (sys.stderr if other else self._stream).write(text)


def left(status: object) -> None:
    """To be called at the end of a program with that status, for what somebody's code or a thread still does in it.

    Nobody who leaves a quiz waits until torch is loaded.
    """
    if sys.__stdout__ is None or sys.stdout is not sys.__stdout__:
        return
    code = status if isinstance(status, int) else 0
    ahead = sys.modules.get("quizgen.study.ahead")
    if ahead and ahead.busy(PATIENCE):
        with suppress(OSError):
            sys.__stdout__.flush()
        os._exit(code)
    foreign = sys.modules.get("quizgen.catalog.foreign")
    if foreign:
        foreign.left(code)


def _empty(mode: Literal["r", "w"], access: int) -> TextIOWrapper:
    return os.fdopen(os.open(os.devnull, access), mode, encoding="utf-8")
