"""What asking a source today is worth: how much likelier an exam's question is right then, for each minute it takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from math import exp, log1p

from quizgen.blueprint.cells import Cell
from quizgen.model import LEVELS
from quizgen.study.plan.learner import Learner, kind_of
from quizgen.study.plan.shares import shares
from quizgen.study.plan.strength import Review
from quizgen.study.plan.usual import LATEST, USUAL, left


class Gain:
    """Of the sources of a learner's day, for the day on which they should be known."""

    def __init__(self, learner: Learner) -> None:
        self._learner = learner
        self._day, self._then = learner.day, learner.state.horizon(learner.day)

    def of(self, one: Cell) -> float:
        """The share of exams that asks its source, times (chance right after asking - chance right without), a second.

        Questions of all levels count alike: an exam asks them all. What is chosen for minutes costs minutes: what takes
        twice as long has to bring twice as much.
        """
        name = one.source.id
        return self._shares[name] * self._gained(self._reviews.get(name, ())) / self._learner.seconds(kind_of(one))

    def _gained(self, reviews: Sequence[Review]) -> float:
        """How much likelier it is known then, whatever today's answer will be."""
        today = chance(reviews, self._day)
        right, wrong = (chance([*reviews, (self._day, how)], self._then) for how in ("right", "wrong"))
        return today * right + (1 - today) * wrong - chance(reviews, self._then)

    @cached_property
    def _shares(self) -> Mapping[str, float]:
        return shares(self._learner.sources.values())

    @cached_property
    def _reviews(self) -> Mapping[str, Sequence[Review]]:
        """The latest of each source, at whatever level."""
        state = self._learner.state
        return {
            name: [one for level in LEVELS if level in levels for one in state.cells.latest((name, level), LATEST)]
            for name, levels in state.levels.items()
        }


def chance(reviews: Iterable[Review], day: date) -> float:
    """How likely a source of such reviews is right on a day, for a usual learner and at the middle level.

    That is the forecast's formula (``quizgen.study.insight``) before it learned anything of the learner.
    """
    met = {"right": 0.0, "wrong": 0.0}
    for when, how in reviews:
        met["right" if how == "right" else "wrong"] += left((day - when).days)
    odds = _ALWAYS + _RIGHT * log1p(met["right"]) + _WRONG * log1p(met["wrong"])
    return 1 / (1 + exp(-odds))


_ALWAYS, _RIGHT, _WRONG = (USUAL[name][0] for name in ("always", "right", "wrong"))
