"""The four weeks that docs/tutor.md tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from learners import Learner, Nature
from months import Month, Sat, Wanted
from students import Student

BEGIN = datetime(2026, 11, 2, 17, 30, tzinfo=UTC)
EXAM = "2026-11-29"
WEEKS = 28
RESTS = frozenset({6, 13, 14, 21})
"""Days on which the student of ``weeks`` does not practise."""
LEAVES, AFTER = 11, 5
"""A day on which she leaves after so many questions, and comes back in the evening."""
PLANTED = frozenset({"padding-on-both-sides", "one-bias-per-layer", "forgets-earlier-strides"})


def weeks(folder: Path, days: int = WEEKS) -> Iterator[tuple[int, Month, Callable[[], list[Sat]]]]:
    """Each day of practice before an exam on day 28, with the month as it is before it, and what has it held."""
    month = Month(folder, Student(Learner(Nature(), PLANTED, 3)), BEGIN)
    for day in range(1, days + 1):
        if day not in RESTS:
            yield day, month, partial(_day, month, day)


def _day(month: Month, day: int) -> list[Sat]:
    when = BEGIN + timedelta(days=day - 1, minutes=37 * day % 90)
    words = ("--exam", EXAM) if day == 1 else ()
    if day != LEAVES:
        return [month.sit(when, Wanted(words))]
    return [month.sit(when, Wanted(words, AFTER)), month.sit(when + timedelta(hours=3))]
