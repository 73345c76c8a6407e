"""Which tries of a log count, and what they are for the schedule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import attrgetter

from msgspec import Struct

from quizgen.study.log import standing as logs
from quizgen.study.log.events import Answered, Event
from quizgen.study.plan.strength import Outcome


class Standing(Struct, frozen=True):
    """What counts of a log: tries by their time, and the day of the exam; ``events`` is its length."""

    answered: tuple[Answered, ...]
    exam: date | None
    events: int


def standing(events: Iterable[Event]) -> Standing:
    """What was not undone and not reset; tries are sorted by time, since two logs may have been put together."""
    every = tuple(events)
    answered = [one for one in logs.standing(every) if isinstance(one, Answered)]
    answered.sort(key=attrgetter("time"))
    return Standing(tuple(answered), logs.exam(every), len(every))


def outcome(answered: Answered) -> Outcome:
    """What a try is for the schedule."""
    if not answered.right:
        return "wrong"
    return "hinted" if answered.hints else "right"
