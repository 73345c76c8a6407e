"""Days behind and days ahead: on which a learner practised, and what is due when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date, timedelta, tzinfo

from quizgen.model import LEVELS
from quizgen.study.insight.firsts import First
from quizgen.study.insight.found import DayFound, DueFound
from quizgen.study.plan.state import Memory, State

BEHIND, AHEAD = 14, 7


def practised(every: Iterable[First], day: date, zone: tzinfo) -> list[DayFound]:
    """The last two weeks up to that day, the earliest first."""
    items = Counter(one.time.astimezone(zone).date() for one in every)
    days = (day - timedelta(days=ago) for ago in reversed(range(BEHIND)))
    return [DayFound(day=one, items=items[one]) for one in days]


def coming(state: State, sources: Collection[str], day: date) -> list[DueFound]:
    """That day and those after it, up to the exam where it is nearer than a week."""
    exam = state.coming(day)
    dues = [min(one.due, exam) if exam else one.due for one in seen(state, sources).values()]
    kinds = Counter(max(one, day) for one in dues)
    last = min(day + timedelta(days=AHEAD - 1), exam or date.max)
    days = [day + timedelta(days=after) for after in range((last - day).days + 1)]
    return [DueFound(day=one, kinds=kinds[one]) for one in days]


def seen(state: State, sources: Collection[str]) -> dict[str, Memory]:
    """What is remembered of each source at the highest level that was asked."""
    found: dict[str, Memory] = {}
    for level in LEVELS:
        found |= {source: one for (source, at), one in state.cells.items() if at == level and source in sources}
    return found
