"""Typed names for the functions that formulas use; they are read, never called."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

Real: TypeAlias = int | Fraction | float


def floor(x: Real) -> int:
    """The largest whole number that is not above ``x``."""
    return int(x // 1)


def sqrt(x: Real) -> Real:
    """The root of ``x``, which is above zero."""
    return float(float(x) ** 0.5)


def ceil(x: Real) -> int:
    """The smallest whole number that is not below ``x``."""
    return -int(-x // 1)
