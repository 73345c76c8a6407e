"""Which events of a log stand, where some take back others: also of two logs that were put together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from quizgen.study.log.events import Answered, Event, ExamSet, Reset, Undone


def voided(events: Sequence[Event]) -> set[str]:
    """The uids of what is undone; an undoing that was undone itself undoes nothing."""
    found: set[str] = set()
    for event in reversed(events):
        if isinstance(event, Undone) and event.uid not in found:
            found.add(event.voided)
    return found


def standing(events: Sequence[Event]) -> list[Answered | Reset]:
    """Answers that count, and resets that are not undone, in the order in which they were added."""
    gone = voided(events)
    found: list[Answered | Reset] = []
    for event in events:
        if event.uid in gone:
            continue
        if isinstance(event, Reset):
            found = [one for one in found if isinstance(one, Reset) or not _is_forgotten(one, event)]
        if isinstance(event, Answered | Reset):
            found.append(event)
    return found


def _is_forgotten(answered: Answered, by: Reset) -> bool:
    """Whether a reset that was added after the answer takes it back.

    One of another machine, whose log was put to this one, knows nothing of what was answered here since.
    """
    return answered.time <= by.time and by.source in (None, answered.source)


def exam(events: Sequence[Event]) -> date | None:
    """The day of the exam that was said last."""
    gone = voided(events)
    said = [event for event in events if isinstance(event, ExamSet) and event.uid not in gone]
    return max(reversed(said), key=_time).day if said else None


def last(events: Sequence[Event]) -> tuple[Answered | Reset, ...]:
    """What was done last and counts: a reset of whatever, or all tries at one item of a sitting, if anything."""
    found = sorted(standing(events), key=_time)
    if not found:
        return ()
    newest = found[-1]
    if isinstance(newest, Reset):
        return tuple(one for one in found if isinstance(one, Reset) and one.time == newest.time)
    asked = (newest.sitting, newest.item)
    return tuple(one for one in found if isinstance(one, Answered) and (one.sitting, one.item) == asked)


def after(now: datetime, events: Sequence[Event]) -> datetime:
    """The time for what concerns all that is there: now, or the last event's time, should the clock have been wrong."""
    return max((now, *map(_time, events)))


def _time(event: Event) -> datetime:
    return event.time
