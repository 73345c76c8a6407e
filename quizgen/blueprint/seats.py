"""Which families fill a topic's places in an exam."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from quizgen.space import Dice


class Seats:
    """The places of a topic: its families are drawn for them by weight.

    While another is able to, none takes more places than its share of all, or a second one where that is less than two.
    """

    def __init__(self, weights: Mapping[str, int], places: int, *path: object) -> None:
        self._weights = weights
        self._share = {name: max(1, places * weight // sum(weights.values())) for name, weight in weights.items()}
        self._taken: Counter[str] = Counter()
        self._dice = Dice(*path)

    def take(self, able: Iterable[str]) -> str:
        """The family among ``able`` that takes a place."""
        names = tuple(able)
        free = [name for name in names if self._taken[name] < self._share[name]] or names
        name = free[self._dice.among([self._weights[name] for name in free])]
        self._taken[name] += 1
        return name
