"""Which families fill a topic's places in an exam."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from quizgen.space.turns import Turns


class Seats:
    """The places of a topic: its families take them by weight.

    None takes more than its share of the places, and only one if its share is less, while another is able to.
    """

    def __init__(self, weights: Mapping[str, int], places: int, *path: object) -> None:
        self._weights = weights
        self._share = {name: max(1, places * weight // sum(weights.values())) for name, weight in weights.items()}
        self._turns = Turns(weights, *path)
        self._taken: Counter[str] = Counter()

    def take(self, able: Collection[str]) -> str:
        """The family among ``able`` that takes a place; what is able alone takes it out of turn."""
        free = [name for name in able if self._taken[name] < self._share[name]]
        name = self._turns.take(free or able, self._weights if len(able) == 1 else ())
        self._taken[name] += 1
        return name
