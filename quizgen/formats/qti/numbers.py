"""Numbers as QTI has them: decimals that every reader takes for the same double."""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from quizgen.answers import Number
from quizgen.errors import QuizgenError

DIGITS = 15
"""Those that a double keeps of any decimal."""
_ROUNDED = Context(prec=DIGITS)


def decimal(value: Number) -> str:
    """A number as plain digits; one that no decimal ends, or none so short, is rounded."""
    if isinstance(value, int):
        return str(value)
    shown = _ROUNDED.divide(Decimal(value.numerator), Decimal(value.denominator))
    return f"{shown.normalize():f}"


def exact(value: Number) -> bool:
    """Whether a decimal of so many digits is the number: no other one can be typed."""
    return isinstance(value, int) or Fraction(decimal(value)) == value


def typed(value: Number, wished: Number) -> str:
    """The key of a number that is typed; raises QuizgenError for one that nobody can type."""
    if not wished and not exact(value):
        raise QuizgenError(f"no decimal is {value}, so that nobody can type it in QTI; ask it as choice")
    return decimal(value)
