"""Which events of a log stand, and which tries are reviews."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from quizgen.study.log.events import Answered, Event, ExamSet, Reset, Undone
from quizgen.study.plan.strength import Outcome


@dataclass(frozen=True, slots=True)
class Standing:
    """What counts of a log: tries by their time, and the day of the exam."""

    answered: tuple[Answered, ...]
    exam: date | None
    events: int


def standing(events: Iterable[Event]) -> Standing:
    """What was not undone and not reset.

    A reset and a day of an exam count for what was added before and after them, whatever the clock said; tries
    themselves are sorted by time, since logs of two machines may have been put together.
    """
    every = tuple(events)
    voided = _voided(every)
    answered: list[Answered] = []
    exam: date | None = None
    for event in every:
        if event.uid in voided:
            continue
        match event:
            case Answered():
                answered.append(event)
            case ExamSet():
                exam = event.day
            case Reset(source=source):
                answered = [one for one in answered if source and one.source != source]
            case Undone():
                pass
    answered.sort(key=attrgetter("time"))
    return Standing(tuple(answered), exam, len(every))


def _voided(events: tuple[Event, ...]) -> set[str]:
    """What is undone; an undoing that was undone itself undoes nothing."""
    voided: set[str] = set()
    for event in reversed(events):
        if isinstance(event, Undone) and event.uid not in voided:
            voided.add(event.voided)
    return voided


def outcome(answered: Answered) -> Outcome:
    """What a try is for the schedule."""
    if not answered.right:
        return "wrong"
    return "hinted" if answered.hints else "right"
