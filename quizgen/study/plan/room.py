"""How much fits into a day."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from statistics import fmean

from quizgen.study.plan.day import Planned
from quizgen.study.plan.learner import Learner, kind_of


class Room:
    """What is left of so many minutes on the learner's day, or room for a ``number`` of items.

    An item fits in if half of it does.
    """

    def __init__(self, learner: Learner, number: int | None, minutes: float) -> None:
        self.number = number
        self._learner = learner
        self._seconds = minutes * 60 - learner.spent()
        self._left = number or 0
        self.each_day = number or max(1, round(minutes * 60 / self._usual()))

    def _usual(self) -> float:
        """How long an item of any source takes."""
        kinds = [source.kinds[0] for source in self._learner.sources.values()] or ["choice"]
        return fmean(map(self._learner.seconds, kinds))

    def taken(self, items: Iterable[Planned], most: int | None = None) -> list[Planned]:
        """The first of the items, as many as there is room for, and no more than ``most``."""
        found = []
        for one in islice(items, most):
            seconds = self._learner.seconds(kind_of(one.cell))
            if self._left < 1 if self.number else self._seconds < seconds / 2:
                break
            self._left -= 1
            self._seconds -= seconds
            found.append(one)
        return found
