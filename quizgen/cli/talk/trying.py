"""What was given to the parts of a question, at the first try and in the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from msgspec import Struct, field

from quizgen.answers import Given, Mark, Number
from quizgen.cli import clock
from quizgen.model import Item

Verified: TypeAlias = Callable[[], Item]
"""Waits until the question is verified; raises Faulty."""


class Faulty(Exception):  # noqa: N818 - what the question turned out to be
    """The question is faulty: nothing that was given to it is judged."""


class Skip(Exception):  # noqa: N818 - the reader's wish
    """The reader wants to answer the question later."""


class Try(Struct, frozen=True):
    """A try at all parts: its marks, how many hints were seen before it, and how many seconds it took."""

    attempt: int
    marks: Sequence[Mark]
    hints: int
    seconds: float


class Tries(Struct):
    """What was given to each part in the end, and how wrong first tries were that something was said about.

    ``second`` says whether any part was answered once more. ``own`` are the learner's numbers by their names.
    ``seconds`` and ``hints`` are those of first tries, and of second ones.
    """

    given: list[Given]
    before: dict[int, Mark] = field(default_factory=dict)
    second: bool = False
    own: dict[str, Number] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=lambda: [0.0, 0.0])
    hints: list[int] = field(default_factory=lambda: [0, 0])

    def first(self, marks: Sequence[Mark]) -> tuple[Mark, ...]:
        """The marks of all parts at the first try, where ``marks`` are those in the end."""
        return tuple(self.before.get(place, mark) for place, mark in enumerate(marks))

    def of(self, attempt: int, marks: Sequence[Mark]) -> Try:
        """The first or the second try, with its marks."""
        return Try(attempt, marks, self.hints[attempt - 1], self.seconds[attempt - 1])


class Stopwatch:
    """The seconds since it was last looked at."""

    def __init__(self) -> None:
        self._since = clock.ticks()

    def lap(self) -> float:
        """Begins anew."""
        since, self._since = self._since, clock.ticks()
        return self._since - since

    @property
    def so_far(self) -> float:
        """Goes on."""
        return clock.ticks() - self._since
