"""Points in words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def points(value: Fraction) -> str:
    """``1 point``, ``2.5 points``, ``1/3 point``."""
    return f"{number(value)} point{'s' if value > 1 else ''}"


def number(value: Fraction) -> str:
    """``2.5``; a fraction where three decimals do not say it."""
    exact = 1000 % value.denominator == 0
    return f"{Decimal(value.numerator) / value.denominator:f}" if exact else str(value)
