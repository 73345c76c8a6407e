"""What time it is: the one place that reads the clock by which a learner's days are reckoned."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from time import monotonic

from quizgen.errors import UsageError

VARIABLE = "QUIZGEN_NOW"
"""A time in ISO 8601 that stands in for the clock's, and stands still: for tests and demonstrations.

``@FILE`` names a file that holds one: who writes another one into it moves the clock on, the stopwatch, too.
"""

STEP = 60.0
"""Seconds: so long an answer takes where the clock stands still, that a day's plan is one that somebody could do."""
_STEPS = count()


def now() -> datetime:
    """The time, aware and in UTC; raises UsageError where the variable holds none.

    A time without an offset is one on the learner's own clock.
    """
    said = _said()
    if not said:
        return datetime.now(UTC)
    try:
        return datetime.fromisoformat(said).astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(
            f"{VARIABLE} is '{said}', and no time that there is: write one as 2026-12-01T18:30, or unset it"
        ) from None


def day(time: datetime) -> date:
    """The learner's own day at an aware time."""
    return time.astimezone().date()


def ticks() -> float:
    """Seconds of a stopwatch; where the clock stands still, it goes on by a minute each time that it is read.

    With a clock in a file it goes with that.
    """
    said = os.environ.get(VARIABLE, "")
    if not said:
        return monotonic()
    return now().timestamp() if said.startswith("@") else next(_STEPS) * STEP


def _said() -> str:
    said = os.environ.get(VARIABLE, "")
    if not said.startswith("@"):
        return said
    try:
        return Path(said[1:]).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        raise UsageError(f"{VARIABLE} is '{said}', and there is no such file to read a time from") from None
