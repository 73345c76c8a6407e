"""Standard streams as the commands need them, also where one is closed (``>&-``) or knows few letters."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper, UnsupportedOperation
from typing import Literal


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


def left(status: object) -> None:
    """To be called at the end of a program with that status, for what somebody's code still does in it."""
    foreign = sys.modules.get("quizgen.catalog.foreign")
    if foreign and sys.stdout is sys.__stdout__:
        foreign.left(status if isinstance(status, int) else 0)


def _empty(mode: Literal["r", "w"], access: int) -> TextIOWrapper:
    return os.fdopen(os.open(os.devnull, access), mode, encoding="utf-8")
