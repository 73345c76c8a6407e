"""Mistakes that were made of late and are not yet avoided: where they can be looked at again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta

from quizgen.study.plan.day import Planned
from quizgen.study.plan.learner import Learner, demanding
from quizgen.study.plan.state import Mistake

AVOIDED = 2
"""After so many sittings that avoid it one after the other, a mistake is looked for no more."""
LATELY = timedelta(days=7)


def alive(learner: Learner) -> tuple[Mistake, ...]:
    """The mistakes that are not yet avoided: those of the last days first, of these the most frequent."""
    every = (one for one in learner.state.mistakes.values() if one.avoided < AVOIDED)
    late = learner.day - LATELY
    return tuple(sorted(every, key=lambda one: (one.last < late, -one.shown, -one.last.toordinal(), one.concept)))


def able(learner: Learner, mistake: Mistake) -> list[str]:
    """The sources that were asked and can show it."""
    shown, offered = mistake.sources, learner.state.offered
    return [name for name in learner.levels if name in shown or mistake.concept in offered.get(name, ())]


def weak(learner: Learner, dues: Mapping[str, date], planned: Collection[str]) -> Iterator[Planned]:
    """Items on living mistakes, which take turns, from sources that are not ``planned``, the soonest due first.

    What was met today has to be slept over.
    """
    concepts = [one for one in alive(learner) if one.met < learner.day]
    gone = {*planned, *(name for name in learner.levels if learner.answered_today(name))}
    while concepts:
        left = []
        for one in concepts:
            names = [name for name in able(learner, one) if name not in gone]
            if names:
                name = min(names, key=lambda name: (dues[name], name))
                gone.add(name)
                left.append(one)
                yield Planned(demanding(learner.sources[name], learner.levels[name]), "weak", (one.concept,))
        concepts = left
