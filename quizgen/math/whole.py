"""Exact numbers as they are printed and compared: whole ones without a line below them."""

from __future__ import annotations

from fractions import Fraction


def whole_if_so(number: int | Fraction) -> int | Fraction:
    """The number, as an int where it is whole."""
    return number.numerator if number.denominator == 1 else number
