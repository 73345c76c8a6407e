"""What the log says of a learner, on the last day that it tells of: small values, made by ``replay`` alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TypeAlias

from quizgen.model import Kind, Level
from quizgen.study.plan.strength import Outcome, Strength, kept, reviewed

Cell: TypeAlias = tuple[str, Level]
"""The id of a source, and a level of it."""
SOLID = 0.9
"""So likely is what is solid still known on the day of the exam."""
HORIZON = 21
"""So many days from now, where no exam is set."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What a learner remembers of a (source, level), or how well he avoids a concept's mistakes.

    ``reviews`` are those that counted, ``wrong`` so many of them, ``row`` so many right ones without a hint at the end.
    """

    first: date
    last: date
    strength: Strength
    reviews: int
    wrong: int
    row: int

    @property
    def due(self) -> date:
        """The day on which it should come back, whenever the exam is."""
        return self.last + timedelta(days=self.strength.days)

    def kept(self, day: date) -> float:
        """How likely it is known on a day, from 0 to 1."""
        return kept(self.strength, max(0, (day - self.last).days))


def review(before: Memory | None, outcome: Outcome, day: date) -> Memory:
    """What a review on a day leaves; a clock that went back counts as the same day."""
    if before is None:
        strength = reviewed(None, outcome, 0)
        return Memory(day, day, strength, 1, int(outcome == "wrong"), int(outcome == "right"))
    day = max(day, before.last)
    return Memory(
        before.first,
        day,
        reviewed(before.strength, outcome, (day - before.last).days),
        before.reviews + 1,
        before.wrong + (outcome == "wrong"),
        before.row + 1 if outcome == "right" else 0,
    )


@dataclass(frozen=True, slots=True)
class Mistake:
    """A concept that was got wrong: ``shown`` so often, on the ``last`` day, in these ``sources`` (the latest first).

    ``avoided`` are the sittings since, one after the other, in which it was on offer, and a first try without a hint
    was right.
    """

    concept: str
    shown: int
    last: date
    avoided: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A learner, whose days are those of ``zone``.

    ``slips`` are for each source the misconceptions of its wrong answers, the latest first, ``offered`` the concepts
    that its items gave a chance to show, and ``items`` the ids of all that were asked. ``seconds`` are how long items
    of a kind take, the median of the learner's own. ``events`` is the length of the log.
    """

    zone: tzinfo = UTC
    exam: date | None = None
    days: tuple[date, ...] = ()
    cells: Mapping[Cell, Memory]
    concepts: Mapping[str, Memory]
    mistakes: Mapping[str, Mistake]
    slips: Mapping[str, tuple[str, ...]]
    offered: Mapping[str, frozenset[str]]
    items: frozenset[str]
    seconds: Mapping[Kind, float]
    events: int = 0

    def day(self, now: datetime) -> date:
        """The learner's day at a time, which is aware."""
        return now.astimezone(self.zone).date()

    def coming(self, day: date) -> date | None:
        """The exam, unless it is over."""
        return self.exam if self.exam and self.exam >= day else None

    def horizon(self, day: date) -> date:
        """The day for which something should be known: the exam's, or three weeks from then."""
        return self.coming(day) or day + timedelta(days=HORIZON)
