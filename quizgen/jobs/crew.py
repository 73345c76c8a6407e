"""Whoever does the work: processes of this machine or of a cluster, behind what an executor has."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from typing import ParamSpec, Protocol, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

AHEAD = 2
"""So many pieces of work wait for each worker, so that none of them does."""


class Crew(Protocol):
    """Some workers; ``work`` is a function of a module, and all that it takes and gives can be pickled."""

    @property
    def width(self) -> int:
        """How many pieces of work are done at a time."""

    @property
    def inherits(self) -> bool:
        """Whether workers begin with all that this process has when the first piece of work is handed over."""

    def submit(self, work: Callable[P, R], /, *arguments: P.args, **options: P.kwargs) -> Future[R]:
        """Hands a piece of work over."""


def in_order(crew: Crew, work: Callable[[T], R], tasks: Iterable[T]) -> Iterator[R]:
    """The results in the order of the tasks, of which only some are taken ahead.

    What a task or its making raises is raised in its turn.
    """
    return (future.result() for _, future in handed_over(crew, work, tasks))


def handed_over(
    crew: Crew, work: Callable[[T], R], tasks: Iterable[T], ahead: int = AHEAD
) -> Iterator[tuple[T, Future[R]]]:
    """The tasks in their order, so many of which are taken ahead for each worker, and what each will give."""
    waiting: deque[tuple[T, Future[R]]] = deque()
    coming = iter(tasks)
    last: Exception | None = None
    while last is None or waiting:
        while last is None and len(waiting) < max(1, ahead * crew.width):
            try:
                task = next(coming)
                waiting.append((task, crew.submit(work, task)))
            except Exception as error:  # noqa: BLE001 - raised when those before are done
                last = error
        if waiting:
            yield waiting.popleft()
    with suppress(StopIteration):
        raise last
