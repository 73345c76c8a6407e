"""Taking turns by weight: in the long run each as often as its weight says, in the short run spread evenly."""

from __future__ import annotations

from collections.abc import Collection, Mapping

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
        earners = earning or able
        price = sum(self._weights[name] for name in earners)
        for name in earners:
            self._earned[name] += self._weights[name]
        due = [name for name in able if self._earned[name] > 0]
        taken = min(due or able, key=lambda name: (self._until(name, price), self._rank[name]))
        self._earned[taken] -= price
        return taken

    def _until(self, name: str, price: int) -> float:
        """In how many turns the name has earned the price."""
        return (price - self._earned[name]) / self._weights[name]
