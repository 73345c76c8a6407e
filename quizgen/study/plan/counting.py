"""Which events of a log stand, and which tries are reviews."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from quizgen.study.log import standing as log
from quizgen.study.log.events import Answered, Event
from quizgen.study.plan.strength import Outcome


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts of a log: tries by their time, and the day of the exam."""

    answered: tuple[Answered, ...]
    exam: date | None
    events: int


def standing(events: Iterable[Event]) -> Standing:
    """What was not undone and not reset; sorted, since logs of two machines may have been put together."""
    every = tuple(events)
    tries = (one for one in log.standing(every) if isinstance(one, Answered))
    return Standing(tuple(sorted(tries, key=attrgetter("time"))), log.exam(every), len(every))


def outcome(answered: Answered) -> Outcome:
    """What a try is for the schedule."""
    if not answered.right:
        return "wrong"
    return "hinted" if answered.hints else "right"
