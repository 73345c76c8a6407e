"""From torch's floats to the exact numbers that they stand for."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

NEAR = 1e-9


def exact(found: Any, unit: int = 1) -> int | Fraction:
    """The multiple of 1/``unit`` that a float64 stands for.

    Raises ArithmeticError if it is further from one than 1e-9, measured by the larger of 1 and its own size.
    """
    parts = round(float(found) * unit)
    number = Fraction(parts, unit)
    if not abs(float(found) - float(number)) <= NEAR * max(1.0, abs(float(number))):
        raise ArithmeticError(f"{float(found)!r} is no multiple of 1/{unit}")
    return int(number) if number.denominator == 1 else number
