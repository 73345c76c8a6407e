"""Steps of exact arithmetic that compiled formulas call, on whole numbers, fractions and numpy columns alike."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce
from math import isqrt
from typing import Any


def present(below: Any, *needed: Any) -> Any:
    """The denominator, and zero wherever something that is needed is zero."""
    return reduce(_present, needed, below)


def _present(below: Any, one: Any) -> Any:
    some = one != 0
    return below if (some if isinstance(some, bool) else some.all()) else below * some


def quotient(a: Any, b: Any) -> Any:
    """``a // b``, and any number where ``b`` is zero and there is no value."""
    return a // (b + (b == 0))


def raised(a: Any, b: Any, exponent: Any) -> Any:
    """``a**exponent``, and where the exponent is below zero that power of ``b`` which turns ``a/b`` over."""
    low = exponent < 0
    return (b if low else a) ** abs(exponent) if _single(exponent) else (a + (b - a) * low) ** abs(exponent)


def maximum(a: Any, b: Any) -> Any:
    """The larger of two."""
    return max(a, b) if _single(a, b) else (a + b + abs(a - b)) // 2


def minimum(a: Any, b: Any) -> Any:
    """The smaller of two."""
    return min(a, b) if _single(a, b) else (a + b - abs(a - b)) // 2


def _single(*values: Any) -> bool:
    return all(isinstance(value, int | Fraction) for value in values)


def root(a: Any) -> Any:
    """The whole root below; of a column, found in floats and mended by one, as far as those are off."""
    if isinstance(a, int):
        return isqrt(max(a, 0))
    if isinstance(a, Fraction):
        return Fraction(isqrt(max(a.numerator, 0)), isqrt(a.denominator))
    near = abs(a) ** 0.5 // 1
    near = near.astype(a.dtype)
    return near - (near * near > a) + ((near + 1) * (near + 1) <= a)


def square(a: Any) -> Any:
    """1 where ``a`` is the square of ``root(a)``, else 0."""
    found = root(a) ** 2 == a
    return int(found) if _single(a) else found.astype(a.dtype)


STEPS = (maximum, minimum, present, quotient, raised, root, square)
