"""What becomes of a run that the system or a closing terminal asks to end: it takes back what it has begun."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

from quizgen.errors import Stopped

SIGNALS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))
ABOVE = 128
"""What shells add to a signal's number."""


@contextmanager
def stoppable(ctx: click.Context) -> Iterator[None]:
    """A signal to end raises Stopped within the block, once, and gives the exit status that shells have for it.

    One that is ignored, as by ``nohup``, stays so.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in SIGNALS}
    mine = [number for number, handler in before.items() if handler is signal.SIG_DFL]
    for number in mine:
        signal.signal(number, _stop)
    try:
        yield
    except Stopped as stop:
        ctx.exit(ABOVE + stop.number)
    finally:
        for number in mine:
            signal.signal(number, signal.SIG_DFL)


def stopped_at_once() -> None:
    """For a process that works for another one, which sends such signals itself: they end it at once."""
    for number in SIGNALS:
        if signal.getsignal(number) is _stop:
            signal.signal(number, signal.SIG_DFL)


def heeding(*signals: int) -> None:
    """Hears signals, which whoever started this process may have kept from it until it knew what to do."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, signals)


def _stop(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)
    raise Stopped(number)
