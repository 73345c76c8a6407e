"""Days behind and days ahead: on which a learner practised, and what is due when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta, tzinfo

from quizgen.study.insight.firsts import First
from quizgen.study.insight.found import DayFound, DueFound
from quizgen.study.plan.dues import dues
from quizgen.study.plan.learner import Learner
from quizgen.study.plan.room import Room
from quizgen.study.plan.today import MINUTES

BEHIND, AHEAD = 14, 7


def practised(every: Iterable[First], day: date, zone: tzinfo) -> list[DayFound]:
    """The last two weeks up to that day, the earliest first."""
    items = Counter(one.time.astimezone(zone).date() for one in every)
    days = (day - timedelta(days=ago) for ago in reversed(range(BEHIND)))
    return [DayFound(day=one, items=items[one]) for one in days]


def coming(learner: Learner) -> list[DueFound]:
    """The day and those after it, up to the exam where it is nearer than a week; what is overdue is due on the day."""
    day, exam = learner.day, learner.state.coming(learner.day)
    kinds = Counter(max(one, day) for one in dues(learner, Room(learner, None, MINUTES).each_day).values())
    last = min(day + timedelta(days=AHEAD - 1), exam or date.max)
    days = [day + timedelta(days=after) for after in range((last - day).days + 1)]
    return [DueFound(day=one, kinds=kinds[one]) for one in days]
