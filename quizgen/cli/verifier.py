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
    """The process, which begins at once, and as a fork has what is imported here."""
    from quizgen.jobs import verdicts

    with processes(1) as crew:
        crew.submit(verdicts.prepare)
        yield crew
