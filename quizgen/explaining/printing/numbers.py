"""Numbers of a table for readers: exact wherever they look so."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from quizgen.explaining.table import Axes, one_or_all
from quizgen.math.printing import grouped
from quizgen.model import Number
from quizgen.text.printer import decimals

NONE = "–"
"""What cannot be told."""
WIDEST, DIGITS = 12, 4
"""Characters of a fraction that a column has room for; digits of one that is rounded, which says so."""


def count(value: int | None) -> str:
    """A whole number, its digits in threes."""
    return NONE if value is None else grouped(value)


def exact(value: Number) -> str:
    """A number as it is: whole, with up to six digits after the point, as a fraction, or with ≈ before it."""
    found = Fraction(value)
    if found.denominator == 1:
        return grouped(int(found))
    digits = decimals(found)
    if digits is not None:
        return f"{'−' if found < 0 else ''}{grouped(int(abs(found)))}.{digits}"
    shown = f"{grouped(found.numerator)}/{grouped(found.denominator)}"
    return shown if len(shown) <= WIDEST else f"≈{float(found):,.{DIGITS}f}".replace("-", "−")


def axes(values: Axes | None, between: str = "x") -> str:
    """One number where it is that of every axis, else all of them."""
    found = one_or_all(values)
    if found is None:
        return NONE
    return between.join(map(exact, found)) if isinstance(found, tuple) else exact(found)


def shape(sizes: Sequence[int] | None) -> str:
    """A shape, its digits not in threes: ``64x112x112``."""
    return NONE if sizes is None else "x".join(map(str, sizes)) or "scalar"
