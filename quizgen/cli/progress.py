"""Progress of long work, on standard error and only where somebody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
_WIPE = "\r\x1b[K"


def watched(things: Iterable[T], total: int, what: str) -> Iterator[T]:
    """The things, one by one; a terminal is told how many of ``total`` there are."""
    if not sys.stderr.isatty():
        yield from things
        return
    try:
        _tell(f"0 of {total} {what} ...")
        for number, thing in enumerate(things, start=1):
            _tell(f"{number} of {total} {what} ...")
            yield thing
    finally:
        _tell("")


def _tell(text: str) -> None:
    sys.stderr.write(_WIPE + text)
    sys.stderr.flush()
