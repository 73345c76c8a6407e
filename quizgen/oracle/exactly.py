"""From torch's floats to the exact numbers that they stand for."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

NEAR = 1e-9


def exact(found: Any, unit: int = 1) -> int | Fraction:
    """The multiple of 1/``unit`` that a float64 stands for.

    Raises ArithmeticError if it is further from one than 1e-9, measured by the larger of 1 and its own size.
    """
    value = float(found)
    parts = round(value * unit)
    if not abs(value - parts / unit) <= NEAR * max(1.0, abs(value)):
        raise ArithmeticError(f"{value!r} is no multiple of 1/{unit}")
    return parts // unit if parts % unit == 0 else Fraction(parts, unit)
