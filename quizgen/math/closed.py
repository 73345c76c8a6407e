"""What the operations of a formula come to as far as its numbers are all put in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, log, log2, sqrt
from typing import TypeAlias

from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, children

Found: TypeAlias = int | Fraction | float
LARGEST_EXPONENT = 64
_FUNCTIONS: Mapping[str, Callable[..., Found]] = {
    "floor": floor,
    "ceil": ceil,
    "abs": abs,
    "max": max,
    "min": min,
    "sqrt": sqrt,
    "log": log,
    "log2": log2,
}
_NEEDS: Mapping[str, Callable[[Found], bool]] = {
    "sqrt": lambda inner: inner >= 0,
    "log": lambda inner: inner > 0,
    "log2": lambda inner: inner > 0,
}
"""What a function has no value without."""


def closed_values(expr: Expr, values: Mapping[str, object]) -> Iterator[Found]:
    """The value of every operation without a symbol that stands in no other such one; a float where it is not exact.

    ``values`` are what holes stand for; one that stands for words or a table has no value.
    """
    found = _value(expr, values)
    if found is None:
        for child in children(expr):
            yield from closed_values(child, values)
    elif isinstance(expr, Neg | Op | Call):
        yield found


def _value(expr: Expr, values: Mapping[str, object]) -> Found | None:
    match expr:
        case Num(whole):
            return whole
        case Hole(name):
            put_in = values[name]
            return put_in if isinstance(put_in, int | Fraction) else None
    parts: list[Found] = []
    for child in children(expr):
        part = _value(child, values)
        if part is None:
            return None
        parts.append(part)
    return _worked(expr, parts) if parts else None


def _worked(expr: Expr, parts: Sequence[Found]) -> Found | None:
    match expr:
        case Neg():
            return -parts[0]
        case Op(op):
            return _operation(op, *parts)
        case Call(name):
            return _function(name, parts)
        case _:
            return None


def _operation(op: str, left: Found, right: Found) -> Found | None:
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/" if right:
            return Fraction(left) / Fraction(right)
        case "**" if isinstance(right, int) and abs(right) <= LARGEST_EXPONENT and (left or right >= 0):
            return Fraction(left) ** right
        case _:
            return None


def _function(name: str, parts: Sequence[Found]) -> Found | None:
    known = _FUNCTIONS.get(name)
    needs = _NEEDS.get(name)
    return None if known is None or (needs and not needs(parts[0])) else known(*parts)
