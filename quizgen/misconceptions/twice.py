"""Two mistakes at once: what somebody gets who makes both in one answer.

A choice needs such values: if every wrong option were one step away from the key, then the key would be the option that
all others are close to. What is said is what each of the two says; it is counted under the first one's concept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from itertools import combinations, product

from msgspec import Struct

from quizgen.errors import FormulaError
from quizgen.math.tree import Expr, Num, Op
from quizgen.misconceptions.kinds import About, Misconception, Misreading, Mistake, Shape, Trees
from quizgen.misconceptions.limited import Except


class Both(Struct, frozen=True):
    """The second mistake made in the formula that the first one gives.

    With ``factors`` each of them puts another factor in place of one in a key that is a product: there the wrong
    formula is that of the first times that of the second over the key.
    """

    first: Misconception
    second: Misconception
    factors: bool = False

    @property
    def id(self) -> str:
        """Both ids."""
        return f"{self.first.id}-and-{self.second.id}"

    @property
    def feedback(self) -> str:
        """What is said about each."""
        return f"Two mistakes at once. {self.first.feedback} {self.second.feedback}"

    @property
    def concept(self) -> About:
        """The first one's."""
        return self.first.concept

    def wrong(self, key: Trees, shape: Shape) -> Trees | None:
        """Both changes, or None where one of them cannot be made, or changes nothing that the other has left."""
        try:
            once = self.first.wrong(key, shape)
            if once is None:
                return None
            twice = self._factored(key, once, shape) if self.factors else self.second.wrong(once, shape)
        except FormulaError:
            return None
        return None if twice == once else twice

    def _factored(self, key: Trees, once: Trees, shape: Shape) -> Trees | None:
        other = self.second.wrong(key, shape)
        if other is None:
            return None
        return tuple(_times(a, b, right) for a, b, right in zip(once, other, key, strict=True))


def _times(once: Expr, other: Expr, key: Expr) -> Expr:
    """``once`` times ``other`` over ``key``, whose common factors are left out: with them numbers outgrow 64 bits."""
    (tops, bottoms), (more, less), (key_tops, key_bottoms) = map(_factors, (once, other, key))
    above, below = [*tops, *more, *key_bottoms], [*bottoms, *less, *key_tops]
    for factor in [*above]:
        if factor in below:
            above.remove(factor)
            below.remove(factor)
    one: Expr = Num(1)
    return Op("/", reduce(_product, above, one), reduce(_product, below, one))


def _product(left: Expr, right: Expr) -> Expr:
    return Op("*", left, right)


def _factors(expr: Expr) -> tuple[list[Expr], list[Expr]]:
    """What is multiplied in a product, and what it is divided by."""
    if not (isinstance(expr, Op) and expr.op in "*/"):
        return [expr], []
    (tops, bottoms), (more, less) = _factors(expr.left), _factors(expr.right)
    return ([*tops, *more], [*bottoms, *less]) if expr.op == "*" else ([*tops, *less], [*bottoms, *more])


def with_pairs(*misconceptions: Misconception) -> tuple[Misconception, ...]:
    """The misconceptions, and every two of them at once, of which the second changes the formula or its numbers."""
    whole = [one for one in misconceptions if not _changes(one)]
    changes = [one for one in misconceptions if _changes(one)]
    pairs = [*product(whole, changes), *combinations(changes, 2)]
    return (*misconceptions, *(Both(first, second) for first, second in pairs))


def _changes(one: Misconception) -> bool:
    """Whether it changes the formula or its numbers, on all shapes or on some."""
    return isinstance(one.misconception if isinstance(one, Except) else one, Mistake | Misreading)


def with_products(*factors: Sequence[Misconception], alone: Iterable[Misconception] = ()) -> tuple[Misconception, ...]:
    """The misconceptions about each factor of a product, two of different factors at once, and those ``alone``."""
    pairs = [pair for one, other in combinations(factors, 2) for pair in product(one, other)]
    singles = [misconception for group in factors for misconception in group]
    return (*singles, *alone, *(Both(first, second, factors=True) for first, second in pairs))
