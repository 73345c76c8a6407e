"""On which day each source comes back, so that all that was seen is seen again before the exam."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from quizgen.study.plan.learner import Learner

ONE = timedelta(days=1)
FILLED = 3 / 4
"""So much of a day is for what comes back because of the exam: some questions will be wrong and come again."""


def dues(learner: Learner, each_day: int) -> Mapping[str, date]:
    """The day on which each source that was asked is due; ``each_day`` so many fit into a day.

    No interval leads past the eve of an exam. What would come back later is seen once more in the last days, those that
    it takes to see everything: the eve is for what will be known least, the days before it for what is known better.
    What was seen in these days already is due when it would be without an exam.
    """
    found = {name: learner.memory(name).due for name in learner.levels}
    exam = learner.state.coming(learner.day)
    if exam is None:
        return found
    room = _room(each_day)
    start = exam - ONE * last_days(len(found), each_day)
    late = [name for name, due in found.items() if due >= exam and learner.memory(name).last < start]
    late.sort(key=lambda name: (learner.memory(name).kept(exam), name))
    taken = Counter(max(due, learner.day) for name, due in found.items() if name not in late)
    day = exam - ONE
    for name in late:
        while taken[day] >= room and day > learner.day:
            day -= ONE
        taken[day] += 1
        found[name] = max(day, learner.memory(name).last + ONE)
    return found


def last_days(kinds: int, each_day: int) -> int:
    """So many days before an exam it takes to see so many kinds once more."""
    return -(-kinds // _room(each_day))


def _room(each_day: int) -> int:
    return max(1, int(each_day * FILLED))
