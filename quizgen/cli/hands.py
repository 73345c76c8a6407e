"""The options that say who works: processes of this machine, or a cluster."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

import click
from msgspec import Struct

from quizgen.asking.source import Source
from quizgen.cli.gathering import gathered
from quizgen.cli.options import count
from quizgen.cli.parallel import cores, processes, threads
from quizgen.cli.verifier import verifying
from quizgen.errors import UsageError
from quizgen.jobs.crew import Crew

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")
R = TypeVar("R")
FEW = 3
"""So few tasks are not worth a new process; for more, torch is loaded before forks begin, who share it."""


class Hands(Struct, frozen=True):
    """So many processes, one for each core with None; or the workers of the scheduler at an address."""

    jobs: int | None
    cluster: str | None

    def stay(self, reason: str) -> None:
        """Raises UsageError where a cluster shall do what, for that reason, only this machine can."""
        if self.cluster is not None:
            raise UsageError(f"{reason}: leave out --cluster")

    def crew(self, *, worth: bool) -> AbstractContextManager[Crew | None]:
        """Whoever works; nobody where one process is wished, or where the work is not ``worth`` another."""
        if self.cluster is not None:
            from quizgen.cli.cluster import workers

            return workers(self.cluster)
        number = self.jobs or cores()
        return nullcontext() if number == 1 or not worth else processes(number)

    def verifier(self, *, worth: bool) -> AbstractContextManager[Crew | None]:
        """A process that verifies, and loads torch for that while this one draws; nobody where it is not ``worth`` it.

        Nobody either where a cluster works, where one process is wished, or where torch is there already.
        """
        number = self.jobs or cores()
        alone = self.cluster is not None or number == 1 or "torch" in sys.modules
        return nullcontext() if alone or not worth else verifying()

    def threads(self) -> AbstractContextManager[Crew | None]:
        """As many threads of this process; none where a cluster works, or where one process is wished."""
        number = self.jobs or cores()
        return nullcontext() if self.cluster is not None or number == 1 else threads(number)

    def spread(self, work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R]:
        """The results in the order of the tasks; ``work`` is a function of a module, and needs torch.

        All tasks are handed over at once, so that nobody waits for the next one while another works on a long one.
        """
        from quizgen.oracle import running

        with self.crew(worth=len(tasks) > FEW) as crew:
            if crew and crew.inherits:
                running.loaded()
            yield from (
                (done.result() for done in [crew.submit(work, task) for task in tasks]) if crew else map(work, tasks)
            )


def stay_with_files(sources: Iterable[Source], hands: Hands) -> None:
    """Raises UsageError where a cluster shall check an author's own file, which is looked for by its path."""
    from quizgen.jobs.references import is_own_file

    for source in sources:
        if is_own_file(source):
            hands.stay(f"the file of {source.id} is on this machine, where it is checked")


def hands_options(function: F) -> F:
    """``--jobs`` and ``--cluster``, which a command takes as one ``hands``."""
    return gathered(function, "hands", _hands, Hands.__struct_fields__, _OPTIONS)


def _hands(jobs: int | None, cluster: str | None) -> Hands:
    if jobs is not None and cluster is not None:
        raise UsageError("--jobs is for this machine, and --cluster for others: leave one of them out")
    return Hands(jobs, cluster)


_OPTIONS: tuple[Callable[[Any], Any], ...] = (
    click.option(
        "--jobs",
        callback=count(),
        metavar="N",
        help="Work in so many processes; the result is the same for every N.  [default: one for each core]",
    ),
    click.option(
        "--cluster",
        metavar="ADDRESS",
        help="Let the workers of a Dask cluster work, such as tcp://10.0.0.1:8786; the result is the same.",
    ),
)
