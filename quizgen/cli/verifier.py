"""A process that verifies: torch, which takes longest to load, is loaded there while the other process reads and draws.

A thread would not do, because importing and drawing are both work of the interpreter, and that does one at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from quizgen.cli.parallel import processes
from quizgen.jobs.crew import Crew


@contextmanager
def verifying() -> Iterator[Crew]:
    """The process, which begins at once."""
    with processes(1) as crew:
        crew.submit(_prepare)
        yield crew


def _prepare() -> None:
    """Imports what verifying needs; whoever waits for a verdict has no use for it, and so this is imported late."""
    from quizgen.jobs import verdicts

    verdicts.prepare()
