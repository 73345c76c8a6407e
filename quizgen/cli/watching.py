"""Progress of long work, on standard error and only where somebody watches; nothing of it stays on the screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from operator import length_hint
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

T = TypeVar("T")
WIDEST = 40
"""Columns of a bar where there is room for more."""
USUAL = 80
"""Columns of a terminal that does not tell."""
TIME = len("1d 00:00:00")
STEPS = 200
"""A bar is drawn anew so often at most, however much there is to be done."""
_WIPE = "\r\x1b[K\x1b[?25h"
"""Clears the line, and shows the cursor, which a bar hides."""


class _Line:
    """The line of the terminal on which the cursor stands: whether progress is written there, and whether it may be."""

    taken = False
    quiet = False


def watched(things: Iterable[T], what: str, total: int | None = None) -> Iterator[T]:
    """The things, one by one; a terminal shows how many there are, of ``total`` if that is known, and the time left."""
    if not _is_watched():
        yield from things
        return
    coming = iter(things)
    total = length_hint(coming) or None if total is None else total
    try:
        first = awaiting(lambda: next(coming), what)
    except StopIteration:
        return
    # The time left is reckoned from here: the first of them waits for what all others share, such as torch.
    bar = _bar(coming, what, total)
    try:
        for thing in chain((first,), coming):
            del bar.avg[:-1]  # estimates that click would hold on to, of the slow beginning
            bar.update(1)
            _Line.taken = True
            yield thing
    finally:
        wipe()


def _bar(things: Iterator[T], what: str, total: int | None) -> ProgressBar[T]:
    """A bar that fits, beside its label, how many there are, and the time left."""
    room = _columns() - len(f"{what}  []  {total or ''}/{total or ''}  ") - TIME - 1
    return click.progressbar(
        things,
        total,
        what,
        show_pos=True,
        width=max(1, min(WIDEST, room)),
        file=sys.stderr,
        update_min_steps=max(1, (total or 0) // STEPS),
    )


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
    if _is_watched():
        sys.stderr.write(f"{_WIPE}{what} ...")
        sys.stderr.flush()
        _Line.taken = True
    try:
        return found()
    finally:
        wipe()


@contextmanager
def quiet(*, wished: bool) -> Iterator[None]:
    """Within the block nothing is shown of progress, where that is wished."""
    before, _Line.quiet = _Line.quiet, wished or _Line.quiet
    try:
        yield
    finally:
        _Line.quiet = before


@contextmanager
def cleared() -> Iterator[None]:
    """At the end of the block, however that comes, no progress stands on the terminal."""
    try:
        yield
    finally:
        wipe()


def wipe() -> None:
    """Clears the line, before something else is written to the terminal."""
    if _Line.taken:
        sys.stderr.write(_WIPE)
        sys.stderr.flush()
        _Line.taken = False


def _is_watched() -> bool:
    return not _Line.quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def _columns() -> int:
    """Those of the terminal that progress is shown on, which standard output may not be."""
    try:
        return os.get_terminal_size(sys.stderr.fileno()).columns or USUAL
    except (OSError, ValueError):
        return USUAL
