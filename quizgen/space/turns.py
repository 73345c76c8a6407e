"""Taking turns by weight: in the long run each as often as its weight says, in the short run spread evenly."""

from __future__ import annotations

from bisect import insort
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
        self._weights = dict(weights)
        self._rank = {name: digest(*path, name) for name in weights}
        self._turns = 0
        """In so many turns each has earned its weight; what it has beside that is in ``_beside``."""
        self._beside = dict.fromkeys(weights, 0)
        self._whole = sum(weights.values())
        self._order_for(self._whole)
        for _ in range(digest(*path) % self._price):
            self.take(weights)

    def leave(self, name: str) -> None:
        """The name earns no more, and is not to be taken again."""
        self._whole -= self._weights.pop(name)
        self._order_for(self._whole)

    def take(self, able: Collection[str], earning: Collection[str] = (), last: str = "") -> str:
        """The name among ``able`` whose turn it is; they earn, or those that are ``earning``.

        The ``last`` one is passed over where another one is able.
        """
        self._earn(earning or able)
        name = self._order.pop(self._first(able, last))[2]
        self._beside[name] -= self._price
        insort(self._order, self._placed(name))
        return name

    def _first(self, able: Collection[str], last: str) -> int:
        """Where in the order the first stands whose turn it is, else the first that is able, else the ``last`` one."""
        not_yet: int | None = None
        for at, (_, _, name, debt) in enumerate(self._order):
            if name == last or name not in able:
                continue
            if self._turns > debt:
                return at
            not_yet = at if not_yet is None else not_yet
        return [name for _, _, name, _ in self._order].index(last) if not_yet is None else not_yet

    def _earn(self, earning: Collection[str]) -> None:
        """They earn, which are mostly all: then nothing is written for each of them."""
        weights = self._weights
        self._turns += 1
        price = self._whole
        if len(earning) < len(weights):
            price = sum([weights[name] for name in earning])
            for name in weights.keys() - set(earning):
                self._beside[name] -= weights[name]
            self._order_for(price)
        elif price != self._price:
            self._order_for(price)

    def _order_for(self, price: int) -> None:
        """Puts all in order for that price."""
        self._price = price
        self._order = sorted(map(self._placed, self._weights))

    def _placed(self, name: str) -> tuple[float, int, str, float]:
        """After how many turns a name has earned the price, what the path says of it, and after how many its debt."""
        weight, beside = self._weights[name], self._beside[name]
        return (self._price - beside) / weight, self._rank[name], name, -beside / weight
