"""Taking turns by weight: in the long run each as often as its weight says, in the short run spread evenly."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import inf

from quizgen.space.keyed import digest


class Turns:
    """Names that take turns by weight, in an order that a path decides.

    In each turn every name earns its weight, and the one that is taken pays what all earn in a turn: of those that are
    not in debt the one that has earned the price soonest. So a round of as many turns as the weights add up to has each
    name as often as its weight says, about equally far apart. The path decides among equals, and where in the round the
    first turn is.
    """

    def __init__(self, weights: Mapping[str, int], *path: object) -> None:
        self._weights = weights
        self._rank = {name: digest(*path, name) for name in weights}
        self._earned = dict.fromkeys(weights, 0)
        for _ in range(digest(*path) % sum(weights.values())):
            self.take(weights)

    def take(self, able: Collection[str], earning: Collection[str] = ()) -> str:
        """The name among ``able`` whose turn it is; they earn, or those that are ``earning``."""
        weights, earned, rank = self._weights, self._earned, self._rank
        price = 0
        for name in earning or able:
            weight = weights[name]
            earned[name] += weight
            price += weight
        due = [name for name in able if earned[name] > 0]
        # In how many turns it has earned the price, then what the path says: told apart here, as a run asks often.
        taken, soonest = "", inf
        for name in due or able:
            turns = (price - earned[name]) / weights[name]
            if turns < soonest or (turns == soonest and rank[name] < rank[taken]):
                taken, soonest = name, turns
        earned[taken] -= price
        return taken
