"""The plan of a day in one line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.study.plan.day import Day

SOON = 14
"""So many days ahead a day is told by their number, later by its date."""


def first_line(day: Day) -> str:
    """``Day 5 · exam in 9 days · 31 of 111 kinds seen, 18 solid · today: 4 due, 3 new - about 12 min``."""
    known = f"{day.seen} of {day.kinds} {_plural('kind', day.kinds)} seen, {day.solid} solid"
    return " · ".join([f"Day {day.number}", *_exam(day.exam, day.day), known, _today(day)])


def _exam(exam: date | None, today: date) -> Iterator[str]:
    if exam:
        yield f"exam {ahead(exam, today)}" if exam >= today else "the exam is over"


def ahead(day: date, today: date) -> str:
    """``today``, ``tomorrow``, ``in 9 days``."""
    days = (day - today).days
    return {0: "today", 1: "tomorrow"}.get(days, f"in {days} days")


def _today(day: Day) -> str:
    if not day.planned:
        when = f", next {ahead(day.later, day.day)}" if day.later else ""
        return f"nothing due today{when}"
    concepts = dict.fromkeys(concept for one in day.of("weak") for concept in one.concepts)
    names = f" ({', '.join(day.names.get(one, one) for one in concepts)})" if concepts else ""
    counts = {
        "due": len(day.of("due")),
        f"weak{names}": len(day.of("weak")),
        "new": len(day.of("new")),
        "early": len(day.of("early")),
    }
    parts = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    return f"today: {parts} - about {day.minutes} min"


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"
