"""Runs somebody's code in a process of its own: however that ends, or what it changes there, this one goes on."""

from __future__ import annotations

import atexit
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from time import monotonic, sleep
from traceback import format_exception
from typing import Any, TypeVar

from quizgen.catalog.foreign import ERRORS, GRACE, OUTPUT, left, printed
from quizgen.cli.beginning import prepared
from quizgen.cli.ending import wind_up
from quizgen.cli.parallel import can_fork, leave_with, unheard
from quizgen.cli.stopping import SIGNALS, heeding
from quizgen.errors import QuizgenError
from quizgen.sparing import TORCH

T = TypeVar("T")
PATIENCE, SOON = 0.1, 0.01
"""Seconds after which is looked whether the process is still there, before and after it has said something."""
MEND = "mend it or leave that out"


def contained(what: str, work: Callable[..., T], *arguments: Any) -> T:
    """What a function of a module gives for arguments, all of which can be pickled; ``what`` runs in it, ``foreign``.

    Raises what it raises, and QuizgenError where its process ends before it has said anything. Ctrl-C ends it, too.
    """
    context: Any = get_context("fork" if can_fork() else "spawn")
    listening, speaking = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(speaking, work, arguments))
    with unheard():
        process.start()
    try:
        speaking.close()
        answer = _heard(listening, process)
        end = _end(process)
    finally:
        process.kill()
        process.join()
        listening.close()
    if answer is None:
        raise QuizgenError(f"{what} {end} before anything of it is known; {MEND}")
    found, error = answer
    if error is not None:
        raise error
    return found  # type: ignore[no-any-return]  # pickled, it has lost its type


def _heard(listening: Connection, process: BaseProcess) -> tuple[Any, BaseException | None] | None:
    """What the process says, or None where it ends without a word, even if another holds its end of the line."""
    try:
        while not listening.poll(PATIENCE):
            if not process.is_alive() and not listening.poll():
                return None
        return listening.recv()  # type: ignore[no-any-return]
    except (EOFError, OSError):
        return None


def _end(process: BaseProcess) -> str:
    """How a process ends that has nothing more to say, as the rest of a sentence; it has a little time for that.

    Its own pipes would tell sooner, but others may hold them, and what it has become by exec does not.
    """
    late = monotonic() + 2 * GRACE
    while process.is_alive() and monotonic() < late:
        sleep(SOON)
    if process.is_alive():
        return "does not answer any more, and was stopped,"
    code = process.exitcode or 0
    if code >= 0:
        return f"ends Python itself, as os._exit does, with exit status {code}"
    name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
    return f"is killed by {name}{', perhaps for want of memory,' if name == 'SIGKILL' else ''}"


def _run(speaking: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """The process from its beginning to its end."""
    TORCH.own = True
    _interruptible()
    threading.Thread(target=leave_with, args=[parent_process()], daemon=True).start()
    prepared()
    atexit._clear()  # noqa: SLF001 - what a fork inherits is for the other process to do
    with suppress(OSError):
        os.dup2(ERRORS, OUTPUT)  # and what threads print between the parts of the work
    answer = _answer(work, arguments)
    with suppress(OSError):
        speaking.send(answer)
        speaking.close()
    left(0)
    wind_up()  # a fork would leave without it
    printed()
    os._exit(0)


def _interruptible() -> None:
    """Ctrl-C ends the process, which was started so that it did not hear it, whatever it is doing."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    heeding(signal.SIGINT, *SIGNALS)


def _answer(work: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, BaseException | None]:
    try:
        return work(*arguments), None
    except QuizgenError as error:
        return None, error
    except Exception as error:  # noqa: BLE001 - a fault of quizgen's own, raised again in the other process
        error.add_note("".join(format_exception(error)))
        return None, error
