"""Mistakes that were made of late and are not yet avoided: where they can be looked at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from quizgen.study.plan.day import Planned
from quizgen.study.plan.learner import Learner, demanding
from quizgen.study.plan.state import Mistake

AVOIDED = 2
"""After so many sittings that avoid it one after the other, a mistake is looked for no more."""
LATELY = timedelta(days=7)


def alive(learner: Learner) -> tuple[Mistake, ...]:
    """The mistakes that are not yet avoided: those of the last days first, of these the most pressing."""
    every = (one for one in learner.state.mistakes.values() if one.avoided < AVOIDED)
    late = learner.day - LATELY
    return tuple(sorted(every, key=lambda one: (one.last < late, -_pressing(one), -one.last.toordinal(), one.concept)))


def _pressing(one: Mistake) -> float:
    """How often it was made, less where it was avoided since: what happened once may have been a slip."""
    return one.shown / (1 + one.avoided)


def able(learner: Learner, mistake: Mistake) -> list[str]:
    """The sources that were asked and can show it."""
    shown, offered = mistake.sources, learner.state.offered
    return [name for name in learner.levels if name in shown or mistake.concept in offered.get(name, ())]


def weak(learner: Learner, dues: Mapping[str, date], planned: Collection[str]) -> Iterator[Planned]:
    """Items on living mistakes, the more of each the more pressing it is; what was met today has to be slept over.

    They are from sources that are not ``planned``, the soonest due first. Where there are none, a family comes twice.
    """
    concepts = {one: 0 for one in alive(learner) if one.met < learner.day}
    times = Counter(planned)
    while concepts:
        one = max(concepts, key=lambda one: _pressing(one) / (1 + concepts[one]))
        names = [name for name in able(learner, one) if times[name] < _most(learner, name)]
        if not names:
            del concepts[one]
            continue
        name = min(names, key=lambda name: (times[name], dues[name], name))
        times[name] += 1
        concepts[one] += 1
        yield Planned(demanding(learner.sources[name], learner.levels[name]), "weak", (one.concept,))


def _most(learner: Learner, name: str) -> int:
    """How often a source can come on this day: a file with its few items once."""
    return 0 if learner.answered_today(name) else 1 if learner.sources[name].authored else 2
