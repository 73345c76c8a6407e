"""Values of QTI: None, one, or several; numbers are exact."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from quizgen.foreign.judged.playing import UnknownError, amount

One: TypeAlias = Fraction | str | bool
Value: TypeAlias = One | tuple[One, ...] | None
_NUMERIC = {"float", "integer"}


def one(text: str, base: str) -> One | None:
    """A value of a base type from its text; None for a number that is none."""
    if base in _NUMERIC:
        return amount(text.strip())
    if base == "boolean":
        return text.strip() in {"true", "1"}
    return text if base == "string" else " ".join(text.split())


def number(value: Value) -> Fraction | None:
    """A value as a number, None for no value; raises UnknownError for another."""
    if value is None or isinstance(value, Fraction):
        return value
    if isinstance(value, tuple) and len(value) == 1 and isinstance(value[0], Fraction):
        return value[0]
    if isinstance(value, str):
        return amount(value)
    raise UnknownError("a number of something else")


def several(value: Value) -> tuple[One, ...]:
    """The values of a container, or of one value as such."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def true(value: Value) -> bool:
    """Whether a value is true; no value is not."""
    return value is True
