"""The plan of a day in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.study.plan.day import Day, Later

NAMED = 2
"""So many mistakes are named, others counted."""


def first_line(day: Day) -> str:
    """``Day 5 · exam in 9 days · 31 of 111 kinds seen, 18 solid · today: 4 due, 3 new - about 12 min``."""
    known = f"{day.seen} of {_counted(day.kinds, 'kind')} seen, {day.solid} solid"
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
        nothing = "today's plan is done" if day.begun else "nothing due today"
        return nothing + (f", {_later(day.later, day.day)}" if day.later and day.exam != day.day else "")
    counts = {
        "due": len(day.of("due")),
        f"weak ({_mistakes(day)})": len(day.of("weak")),
        "new": len(day.of("new")),
        "early": len(day.of("early")),
    }
    parts = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    return f"today: {parts} - about {day.minutes} min"


def _later(later: Later, today: date) -> str:
    what = f"{later.due} due" if later.due else "new ones"
    return f"{what} {ahead(later.day, today)}"


def _mistakes(day: Day) -> str:
    """``counts padding once``; of several the first two, and how many more there are."""
    concepts = dict.fromkeys(concept for one in day.of("weak") for concept in one.concepts)
    names = [day.names[concept] for concept in concepts]
    others = len(names) - NAMED
    return _joined([*names[:NAMED], f"{others} more"] if others > 0 else names)


def _joined(words: Sequence[str]) -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def advice(day: Day) -> str:
    """``Come back tomorrow, when 4 kinds are due. To practise now, name a topic: quizgen quiz dilation``."""
    practise = f"To practise more now, name a topic: quizgen quiz {day.weakest}"
    return " ".join(filter(None, (coming_back(day), practise)))


def coming_back(day: Day) -> str:
    """``Come back tomorrow, when 4 kinds are due.``; nothing where nothing is ever to come, or the exam is today."""
    if day.later is None or day.exam == day.day:
        return ""
    due = day.later.due
    what = f"when {_counted(due, 'kind')} {'is' if due == 1 else 'are'} due" if due else "for new kinds"
    return f"Come back {ahead(day.later.day, day.day)}, {what}."


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
