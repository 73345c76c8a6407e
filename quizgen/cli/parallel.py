"""Processes and threads of this machine that work at the same time."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import ParamSpec, TypeVar

from quizgen.cli.beginning import begun
from quizgen.errors import QuizgenError
from quizgen.jobs.crew import Crew

P = ParamSpec("P")
R = TypeVar("R")

STOPPED = (
    "a process that did part of the work was stopped, perhaps for want of memory, and nothing was written: "
    "run it again with --jobs 1"
)


@dataclass(frozen=True, slots=True)
class Pool:
    """So many processes or threads of this machine."""

    width: int
    pool: Executor

    def submit(self, work: Callable[P, R], /, *arguments: P.args, **options: P.kwargs) -> Future[R]:
        """Hands a piece of work over; raises BrokenProcessPool where a process was stopped."""
        with _unheard():
            return self.pool.submit(work, *arguments, **options)


@contextmanager
def _unheard() -> Iterator[None]:
    """A process that is started within the block never hears Ctrl-C, which is for the one that started it."""
    masked = getattr(signal, "pthread_sigmask", None)
    before = masked(signal.SIG_BLOCK, {signal.SIGINT}) if masked else ()
    try:
        yield
    finally:
        if masked:
            masked(signal.SIG_SETMASK, before)


@contextmanager
def processes(number: int) -> Iterator[Crew]:
    """So many new processes; raises QuizgenError where one of them is stopped from outside."""
    # A fork of a process in which torch has run may wait for threads that it does not have: each starts anew.
    pool = ProcessPoolExecutor(number, get_context("spawn"), initializer=_begun)
    try:
        yield Pool(number, pool)
    except BrokenProcessPool:
        raise QuizgenError(STOPPED) from None
    except BaseException:
        for process in active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _begun() -> None:
    """What a new process begins with: the user's cache, and no ear for Ctrl-C, also where it cannot be inherited."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_leave_with, args=[parent_process()], daemon=True).start()
    begun()


@contextmanager
def threads(number: int) -> Iterator[Crew]:
    """So many threads of this process."""
    pool = ThreadPoolExecutor(number)
    try:
        yield Pool(number, pool)
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_with(parent: BaseProcess | None) -> None:
    """Ends this process when the one that it works for is no more, whatever ended that."""
    if parent is not None:
        parent.join()
        os._exit(1)


def cores() -> int:
    """How many processes can run at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
