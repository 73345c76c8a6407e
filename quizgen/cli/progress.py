"""Progress of long work, on standard error and only where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
_WIPE = "\r\x1b[K"


def watched(things: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
    """The things, one by one; a terminal is told how many there are, of ``total`` if that is known."""
    if not sys.stderr.isatty():
        yield from things
        return
    try:
        of = "" if total is None else f" of {total}"
        _tell(f"0{of} {what} ...")
        for number, thing in enumerate(things, start=1):
            _tell(f"{number}{of} {what} ...")
            yield thing
    finally:
        _tell("")


def awaited(things: Iterable[T], what: str) -> Iterator[T]:
    """The things, one by one; while each is waited for, a terminal is told what is being done."""
    coming = iter(things)
    while True:
        try:
            thing = awaiting(lambda: next(coming), what)
        except StopIteration:
            return
        yield thing


def awaiting(found: Callable[[], T], what: str) -> T:
    """What is found; while it is waited for, a terminal is told what is being done."""
    if sys.stderr.isatty():
        _tell(f"{what} ...")
    try:
        return found()
    finally:
        wipe()


def wipe() -> None:
    """Clears the line, before something else is written to the terminal."""
    if sys.stderr.isatty():
        _tell("")


def _tell(text: str) -> None:
    sys.stderr.write(_WIPE + text)
    sys.stderr.flush()
