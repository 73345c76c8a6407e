"""Work spread over the cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from multiprocessing import get_context
from signal import SIG_IGN, SIGINT, signal
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

FEW = 6


def spread(work: Callable[[T], R], tasks: Sequence[T], jobs: int | None) -> Iterator[R]:
    """The results in the order of the tasks, by so many processes, one for each core with None.

    Few tasks are not worth a new process. ``work`` is a function of a module.
    """
    jobs = jobs or cores()
    if jobs == 1 or len(tasks) <= FEW:
        yield from map(work, tasks)
        return
    # A fork of a process in which torch has run may wait for threads that it does not have: each starts anew.
    with get_context("spawn").Pool(min(jobs, len(tasks)), initializer=signal, initargs=(SIGINT, SIG_IGN)) as pool:
        yield from pool.imap(work, tasks)


def cores() -> int:
    """How many processes can run at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
