"""Exact fractions in columns: numpy's whole numbers of 64 bits, and Python's own wherever a result may need more."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Whole: TypeAlias = npt.NDArray[Any]
"""Of int64 or of Python's ints."""
Mask: TypeAlias = npt.NDArray[np.bool_]
WIDEST = 2**62
_ONE = np.ones(1, dtype=np.int64)
_root: Any = np.frompyfunc(math.isqrt, 1, 1)


class Ratios(Struct, frozen=True, eq=False):
    """``above`` over ``below``, in lowest terms and with ``below`` above zero, where they are ``known``.

    A part of a result that has no value, such as a root that is not whole, leaves none to the result either.
    """

    above: Whole
    below: Whole
    known: Mask

    @classmethod
    def of(cls, numbers: Any) -> Ratios:
        """A column of whole numbers, or one of them for all rows."""
        return cls(np.atleast_1d(np.asarray(numbers)), _ONE, np.ones(1, dtype=np.bool_))

    def __neg__(self) -> Ratios:
        return Ratios(-self.above, self.below, self.known)

    def __add__(self, other: Ratios) -> Ratios:
        above = _sum(_product(self.above, other.below), _product(other.above, self.below))
        return _reduced(above, _product(self.below, other.below), self.known & other.known)

    def __sub__(self, other: Ratios) -> Ratios:
        return self + -other

    def __mul__(self, other: Ratios) -> Ratios:
        known = self.known & other.known
        return _reduced(_product(self.above, other.above), _product(self.below, other.below), known)

    def __truediv__(self, other: Ratios) -> Ratios:
        return self * other.turned()

    def __pow__(self, exponent: Ratios) -> Ratios:
        whole = exponent.known & (exponent.below == 1)
        number = np.where(whole, exponent.above, 0)
        turned, least = self.turned(), number < 0
        above, below = np.where(least, turned.above, self.above), np.where(least, turned.below, self.below)
        known = whole & self.known & (turned.known | ~least)
        return _only(_power(above, abs(number)), _power(below, abs(number)), known)

    def __abs__(self) -> Ratios:
        return Ratios(abs(self.above), self.below, self.known)

    def turned(self) -> Ratios:
        """One over each."""
        sign = np.sign(self.above)
        return _only(self.below * sign, abs(self.above), self.known & (self.above != 0))

    def floor(self) -> Ratios:
        """The largest whole numbers that are no larger."""
        return Ratios(self.above // self.below, _ONE, self.known)

    def ceiling(self) -> Ratios:
        """The smallest whole numbers that are no smaller."""
        return -((-self).floor())

    def larger(self, other: Ratios) -> Ratios:
        """The larger of each two."""
        more = (self - other).above >= 0
        above, below = np.where(more, self.above, other.above), np.where(more, self.below, other.below)
        return Ratios(above, below, self.known & other.known)

    def smaller(self, other: Ratios) -> Ratios:
        """The smaller of each two."""
        return -((-self).larger(-other))

    def root(self) -> Ratios:
        """The square roots, where they are exact."""
        above, below = (_root(np.where(self.above < 0, 0, one)).astype(one.dtype) for one in (self.above, self.below))
        exact = (_product(above, above) == self.above) & (_product(below, below) == self.below)
        return _only(above, below, self.known & exact)


def number(above: int, below: int) -> int | Fraction:
    """One row: an int where it is whole."""
    return above if below == 1 else Fraction(above, below)


def _reduced(above: Whole, below: Whole, known: Mask) -> Ratios:
    if below is _ONE:
        return Ratios(above, below, known)
    common = np.gcd(above, below)
    return _only(above // common, below // common, known)


def _only(above: Whole, below: Whole, known: Mask) -> Ratios:
    """Nothing over one where nothing is known, so that nothing grows there."""
    below = np.where(known, below, 1)
    return Ratios(np.where(known, above, 0), _ONE if (below == 1).all() else below, known)


def _product(one: Whole, other: Whole) -> Whole:
    if one is _ONE or other is _ONE:
        return other if one is _ONE else one
    return _guarded(operator.mul, one, other, _most(one) * _most(other))


def _sum(one: Whole, other: Whole) -> Whole:
    return _guarded(operator.add, one, other, _most(one) + _most(other))


def _power(base: Whole, exponent: Whole) -> Whole:
    return _guarded(operator.pow, base, exponent, max(1, _most(base)) ** _most(exponent))


def _guarded(run: Callable[[Any, Any], Any], one: Whole, other: Whole, most: int) -> Whole:
    """A result that is as large as ``most`` at most, in ints of Python where that is more than 64 bits hold."""
    if most > WIDEST:
        one, other = one.astype(object), other.astype(object)
    found: Whole = run(one, other)
    return found


def _most(column: Whole) -> int:
    return int(abs(column).max(initial=0))
