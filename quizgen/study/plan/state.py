"""What the log says of a learner: small values, made by ``replay`` alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TypeAlias

from msgspec import Struct, field

from quizgen.model import Kind, Level
from quizgen.study.plan.memories import Memories, Memory

Cell: TypeAlias = tuple[str, Level]
"""The id of a source, and a level of it."""
SOLID = 0.9
"""So likely is what is solid still known on the day of the exam."""
HORIZON = 21
"""So many days from now, where no exam is set."""


class Mistake(Struct, frozen=True):
    """A concept that was got wrong: ``shown`` so often, on the ``last`` day, in these ``sources`` (the latest first).

    ``avoided`` are the sittings since, one after the other, in which it was on offer, and a first try without a hint
    was right; the latest was on the day ``met``.
    """

    concept: str
    shown: int
    last: date
    avoided: int
    met: date
    sources: tuple[str, ...]


class Done(Struct, frozen=True):
    """What was done on a day: kinds and seconds of the items of its plan, and which sources were answered at all.

    ``seconds`` are the medians of kinds as they were before that day.
    """

    items: tuple[tuple[Kind, float], ...] = ()
    sources: frozenset[str] = frozenset()
    seconds: Mapping[Kind, float] = field(default_factory=dict)


class State(Struct, frozen=True, kw_only=True):
    """A learner, whose days are those of ``zone``.

    ``done`` is what was done on each day, since the last one may be of a clock that was wrong once. ``levels`` are
    those that were asked of each source. ``slips`` are for each source the misconceptions of its wrong answers, the
    latest first, ``offered`` the concepts that its items gave a chance to show. ``items`` are the ids of all that were
    asked, with the last day of each, the longest ago first, ``asked`` how many of each cell. ``seconds`` are how long
    items of a kind take, the median of the learner's own. ``events`` is the length of the log.
    """

    zone: tzinfo = UTC
    exam: date | None = None
    days: tuple[date, ...] = ()
    done: Mapping[date, Done] = field(default_factory=dict)
    cells: Memories[Cell]
    levels: Mapping[str, tuple[Level, ...]]
    concepts: Mapping[str, Memory]
    mistakes: Mapping[str, Mistake]
    slips: Mapping[str, tuple[str, ...]]
    offered: Mapping[str, frozenset[str]]
    items: Mapping[str, date]
    asked: Mapping[Cell, int]
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
