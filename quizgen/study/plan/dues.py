"""On which day each source comes back, so that all that was seen is seen again before the exam."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from quizgen.study.plan.learner import Learner

ONE = timedelta(days=1)


def dues(learner: Learner, each_day: int) -> Mapping[str, date]:
    """The day on which each source that was asked is due; ``each_day`` so many fit into a day.

    No interval leads past the eve of an exam. What would come back after it is seen once more in the last days, those
    that it takes to see everything: the eve is for what will be known least, the days before it for what is known
    better. What was seen in these days already is due when it would be without an exam.
    """
    found = {name: learner.memory(name).due for name in learner.levels}
    exam = learner.state.coming(learner.day)
    if exam is None:
        return found
    start = exam - ONE * -(-len(found) // max(1, each_day))
    late = [name for name, due in found.items() if due >= exam and learner.memory(name).last < start]
    late.sort(key=lambda name: (learner.memory(name).kept(exam), name))
    for place, name in enumerate(late):
        found[name] = max(exam - ONE * (1 + place // max(1, each_day)), learner.memory(name).last + ONE)
    return found
