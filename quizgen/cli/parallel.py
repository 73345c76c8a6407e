"""Processes and threads of this machine that work at the same time."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from typing import ParamSpec, TypeVar

from msgspec import Struct

from quizgen.cli.beginning import begun
from quizgen.cli.stopping import SIGNALS, heeding, stopped_at_once
from quizgen.errors import QuizgenError
from quizgen.jobs.crew import Crew
from quizgen.sparing import TORCH

P = ParamSpec("P")
R = TypeVar("R")

STOPPED = (
    "a process that did part of the work was stopped, perhaps for want of memory, and nothing was written: "
    "run it again with --jobs 1"
)


class Pool(Struct, frozen=True):
    """So many threads of this process."""

    width: int
    pool: Executor
    inherits: bool = False

    def submit(self, work: Callable[P, R], /, *arguments: P.args, **options: P.kwargs) -> Future[R]:
        """Hands a piece of work over."""
        return self.pool.submit(work, *arguments, **options)


class Processes:
    """So many processes of this machine, which are started when the first piece of work is handed over.

    Where that can be done they are forks, which have whatever this process has by then.
    """

    def __init__(self, width: int) -> None:
        self.width, self.inherits = width, can_fork()
        self._pool: Executor | None = None

    def submit(self, work: Callable[P, R], /, *arguments: P.args, **options: P.kwargs) -> Future[R]:
        """Hands a piece of work over; raises BrokenProcessPool where a process was stopped."""
        with unheard():
            if self._pool is None:
                how, begin = ("fork", _forked) if can_fork() else ("spawn", _spawned)
                self._pool = ProcessPoolExecutor(self.width, get_context(how), initializer=begin)
            return self._pool.submit(work, *arguments, **options)

    def close(self) -> None:
        """Waits for what is being done, and for nothing else."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


def can_fork() -> bool:
    """Whether this process has but one thread, as Linux tells: a fork may wait for others, which it does not have."""
    return sys.platform == "linux" and len([*Path("/proc/self/task").iterdir()]) == 1


@contextmanager
def unheard() -> Iterator[None]:
    """A process that is started within the block does not hear Ctrl-C, which is for the one that started it.

    Nor does it hear that it shall end, until it is ``heeding`` that: a fork would do then what this process does.
    """
    masked = getattr(signal, "pthread_sigmask", None)
    before = masked(signal.SIG_BLOCK, {signal.SIGINT, *SIGNALS}) if masked else ()
    try:
        yield
    finally:
        if masked:
            masked(signal.SIG_SETMASK, before)


@contextmanager
def processes(number: int) -> Iterator[Crew]:
    """So many new processes; raises QuizgenError where one of them is stopped from outside."""
    crew = Processes(number)
    try:
        yield crew
    except BrokenProcessPool:
        raise QuizgenError(STOPPED) from None
    except BaseException:
        for process in active_children():
            process.terminate()
        raise
    finally:
        crew.close()


def _forked() -> None:
    """What a fork begins with: no ear for Ctrl-C; what it has inherited is no garbage, and stays in shared memory."""
    gc.freeze()
    _bound()


def _spawned() -> None:
    """What a new process begins with: besides, what every process needs."""
    _bound()
    begun()
    TORCH.begin()


def _bound() -> None:
    """Hears no Ctrl-C, also where that cannot be inherited, and ends with the process that this one works for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stopped_at_once()
    heeding(*SIGNALS)
    Thread(target=leave_with, args=[parent_process()], daemon=True).start()


@contextmanager
def threads(number: int) -> Iterator[Crew]:
    """So many threads of this process."""
    pool = ThreadPoolExecutor(number)
    try:
        yield Pool(number, pool)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)  # one may wait for a process that is ended after this
        raise
    pool.shutdown()


def leave_with(parent: BaseProcess | None) -> None:
    """Ends this process when the one that it works for is no more, whatever ended that."""
    if parent is not None:
        parent.join()
        os._exit(1)


def cores() -> int:
    """How many processes can run at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
