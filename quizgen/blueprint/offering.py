"""Which misconceptions questions offer, and whose turn it is to be offered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from quizgen.blueprint.drawn import Drawn
from quizgen.blueprint.wishes import names, weight, worth
from quizgen.model import Question

OFFERING = ("choice", "multiple")
"""Kinds whose options are on offer; answers that are only foreseen are not."""


def offered(question: Question) -> frozenset[str]:
    """The ids of the misconceptions that its wrong options come from."""
    if question.kind not in OFFERING:
        return frozenset()
    return frozenset(option.slip.id for option in question.options if option.slip)


class Turns:
    """How often each misconception had its turn to be offered, in questions of one family for one slot.

    What counts is the question that came first each time, whether or not it was taken: so no other slot matters. One
    with a weight of 3 has its turn three times as often; what weighs nothing comes last.
    """

    def __init__(self, weights: Mapping[str, int]) -> None:
        self._weights = weights
        self._had: Counter[str] = Counter()

    def ordered(self, every: Sequence[Drawn]) -> list[Drawn]:
        """The questions, first the one whose misconceptions had fewest turns.

        It offers as many as the first one does: fewer wrong options are more right ones, which nobody shall foresee.
        """
        if not every:
            return []
        many = len(offered(every[0].question))
        alike = [place for place, one in enumerate(every) if len(offered(one.question)) == many]
        first = min(alike, key=lambda place: self._turns(every[place].question))
        self._had.update(offered(every[first].question))
        return [every[first], *every[:first], *every[first + 1 :]]

    def _turns(self, question: Question) -> tuple[bool, Fraction]:
        """Whether it weighs nothing, and how many turns its misconceptions had by what they weigh, on average."""
        ids = offered(question)
        weights = {one.slip.id: weight(names(one.slip), self._weights) for one in question.options if one.slip}
        turns = sum((Fraction(self._had[one], weights[one] or 1) for one in ids), Fraction(0))
        return worth(question, self._weights) == 0, turns / max(1, len(ids))
