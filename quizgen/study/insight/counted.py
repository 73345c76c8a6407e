"""What of a log still counts: neither undone nor reset."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from quizgen.study.log.events import Answered, Event, ExamSet, Reset, Undone


def answers(events: Iterable[Event]) -> list[Answered]:
    """The answers that count, in the log's order."""
    kept: list[Answered] = []
    for event in standing(events):
        if isinstance(event, Answered):
            kept.append(event)
        elif isinstance(event, Reset):
            kept = [one for one in kept if event.source not in (None, one.source)]
    return kept


def exam_day(events: Iterable[Event]) -> date | None:
    """The day of the exam as it was last set; None where there is none."""
    days = [event.day for event in standing(events) if isinstance(event, ExamSet)]
    return days[-1] if days else None


def standing(events: Iterable[Event]) -> list[Event]:
    """All but what was undone, and the undoing."""
    every = list(events)
    voided = {event.voided for event in every if isinstance(event, Undone)}
    return [event for event in every if not isinstance(event, Undone) and event.uid not in voided]
