"""Runs somebody else's code so that it spoils nothing: what it prints, raises or closes is its own business.

Standard output holds what quizgen was asked for and nothing else, so prints go to standard error, those past Python's
streams too.
"""

from __future__ import annotations

import atexit
import ctypes
import os
import sys
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from pathlib import Path
from traceback import walk_tb
from typing import TextIO

from quizgen.catalog.blame import kind, unread
from quizgen.errors import QuizgenError, Stopped

OUTPUT, ERRORS = 1, 2
GRACE = 1.0
"""Seconds that threads and functions for the end have, when everything else is done."""


@contextmanager
def foreign(what: str) -> Iterator[None]:
    """Within the block ``what`` does as it likes.

    Raises QuizgenError where it raises what is no Exception, such as SystemExit, or an Exception that nobody expected
    and that comes from outside of quizgen.
    """
    with prints_aside(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except (QuizgenError, Stopped):
            raise
        except BaseException as error:
            if _own(error):
                raise
            raise QuizgenError(f"{what} raises {said(error)}, which ends it; mend it or leave that out") from error


def said(error: BaseException) -> str:
    """What was raised, in one line, also if it cannot say so itself; behind file and line where it cannot be read."""
    try:
        return ": ".join(part for part in (unread(error), kind(error)) if part)
    except BaseException:  # noqa: BLE001 - an exception's own code is somebody's, too
        return type(error).__name__


def left(status: int) -> None:
    """The program ends with that status, and somebody's code may have something left to do.

    What it prints goes to standard error, what it raises is one line there, and it has ``GRACE`` seconds.
    """
    if not _streams:
        return
    with suppress(OSError, ValueError):
        sys.stdout.flush()
    with suppress(OSError):
        os.dup2(ERRORS, OUTPUT)
    sys.stdout = _aside()
    sys.unraisablehook = _raised
    threading.Thread(target=_ended, args=(status,), daemon=True).start()


def _raised(found: sys.UnraisableHookArgs) -> None:
    """Says what nobody can catch any more."""
    what = said(found.exc_value) if found.exc_value else found.exc_type.__name__
    print(f"Note: what somebody's code left for the end raises {what}.", file=_aside())


def _ended(status: int) -> None:
    time.sleep(GRACE)
    os._exit(status)


def _own(error: BaseException) -> bool:
    """Whether it is a fault of quizgen's own."""
    frames = [str(frame.f_globals.get("__name__")) for frame, _ in walk_tb(error.__traceback__)]
    return isinstance(error, Exception) and frames[-1].partition(".")[0] == "quizgen"


@contextmanager
def prints_aside() -> Iterator[None]:
    """What is printed within the block goes to standard error, by whatever way; both streams are whole afterwards."""
    sys.stdout.flush()
    sys.stderr.flush()
    with ExitStack() as stack:
        with suppress(OSError):
            stack.enter_context(_kept(OUTPUT))
            stack.enter_context(_kept(ERRORS))
            os.dup2(ERRORS, OUTPUT)
        stack.callback(printed)
        stack.enter_context(redirect_stdout(_aside()))
        stack.enter_context(redirect_stderr(_aside()))
        yield


@contextmanager
def hushed() -> Iterator[None]:
    """What is printed within the block goes nowhere, by whatever way; errors' stream stays as it is."""
    with ExitStack() as stack:
        nowhere = stack.enter_context(Path(os.devnull).open("w", encoding="utf-8"))
        printed()
        with suppress(OSError):
            stack.enter_context(_kept(OUTPUT))
            os.dup2(nowhere.fileno(), OUTPUT)
        stack.callback(printed)
        stack.enter_context(redirect_stdout(nowhere))
        yield


def _aside() -> TextIO:
    """A stream to standard error that code may keep, and even close."""
    if not _streams or _streams[-1].closed:
        _streams.append(os.fdopen(os.dup(ERRORS), "w", buffering=1, encoding="utf-8", errors="replace"))
        atexit.register(_streams[-1].close)
    return _streams[-1]


_streams: list[TextIO] = []


@contextmanager
def _kept(number: int) -> Iterator[None]:
    """Puts a stream's file back at the end, whatever has become of it."""
    copy = os.dup(number)
    try:
        yield
    finally:
        os.dup2(copy, number)
        os.close(copy)


def printed() -> None:
    """Prints what Python's first stream and C code still hold back, where there is a way to say so."""
    if sys.__stdout__ is not None and not sys.__stdout__.closed:
        with suppress(OSError):
            sys.__stdout__.flush()
    with suppress(OSError, TypeError, AttributeError):
        ctypes.CDLL(None).fflush(None)
