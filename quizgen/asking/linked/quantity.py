"""One value of a linked question: a number, or the numbers of a shape, from a formula over earlier values."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from quizgen.answers import Number
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Neg, Num, Op
from quizgen.misconceptions.kinds import Misconception, OwnWay, Shape, Trees

Meaning = Mapping[str, Expr]
"""What names stand for: earlier values as trees over the point's numbers, or the point's numbers themselves."""


class Quantity(Struct, frozen=True, eq=False):
    """What is asked, by the ``names`` that later formulas use for its numbers, one tree for each.

    ``trees`` speak of the point's numbers and of the names of earlier quantities. Values are multiples of 1/``unit``,
    and above zero unless ``signed``.
    """

    names: tuple[str, ...]
    trees: Trees
    misconceptions: tuple[Misconception, ...] = ()
    unit: int = 1
    signed: bool = False

    @property
    def id(self) -> str:
        """Its names in a row, which no other quantity of the question has."""
        return " ".join(self.names)

    def placed(self, meaning: Meaning) -> Quantity:
        """The quantity with names replaced by what they stand for, in its formula and in what its mistakes give.

        Mistakes are made in the formula as it is here, so that none of them reaches into what is put in.
        """
        mistakes = tuple(Worked(mistake, self, meaning) for mistake in self.misconceptions)
        return replace(self, trees=put_in(self.trees, meaning), misconceptions=mistakes)


class Worked(OwnWay, Struct, frozen=True):
    """A misconception about a quantity, with what earlier values stand for put into what it gives."""

    mistake: Misconception
    quantity: Quantity
    meaning: Meaning

    def linked(self, shape: Shape) -> Trees | None:
        """The wrong formula over the names of earlier values, or None where the mistake cannot be made."""
        return self.mistake.wrong(self.quantity.trees, shape)

    def wrong(self, key: Trees, shape: Shape) -> Trees | None:
        """The wrong formula over the point's numbers alone."""
        del key
        trees = self.linked(shape)
        return None if trees is None else put_in(trees, self.meaning)


def put_in(trees: Trees, meaning: Meaning) -> Trees:
    """The trees with names replaced by what they stand for."""
    return tuple(substitute(tree, meaning) for tree in trees)


def literal(number: Number) -> Expr:
    """A number as a tree."""
    if isinstance(number, Fraction):
        return Op("/", literal(number.numerator), Num(number.denominator))
    return Num(number) if number >= 0 else Neg(Num(-number))
