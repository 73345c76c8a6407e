"""What the operations of a formula come to as far as its numbers are all put in.

A formula is read once, into a function for each operation that may have a value; items only put in their numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import ceil, floor, log, log2, sqrt
from operator import add, mul, neg, sub
from typing import TypeAlias

from msgspec import Struct

from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, children

Found: TypeAlias = int | Fraction | float
Values: TypeAlias = Mapping[str, object]
Worked: TypeAlias = Callable[[Values], Found]
LARGEST_EXPONENT = 64


class _NoValueError(Exception):
    """Something is divided by zero, or words stand where a number should."""


class Closed(Struct, frozen=True):
    """An operation without a symbol; ``parts`` are those in it, which count where it has no value itself."""

    run: Worked
    parts: tuple[Closed, ...]

    def values(self, values: Values) -> Iterable[Found]:
        """The value, or those of its parts that have one; a float where it is not exact.

        ``values`` are what holes stand for; one that stands for words or a table has no value.
        """
        try:
            return (self.run(values),)
        except _NoValueError:
            return [found for part in self.parts for found in part.values(values)]


def closed(expr: Expr) -> tuple[Closed, ...]:
    """Every operation without a symbol that stands in no other such one."""
    parts = tuple(part for child in children(expr) for part in closed(child))
    run = _worked(expr) if isinstance(expr, Neg | Op | Call) else None
    return parts if run is None else (Closed(run, parts),)


def _worked(expr: Expr) -> Worked | None:  # noqa: PLR0911 - one for each kind of node
    """The value of an expression, or None where a symbol, a relation or a function of others is in it."""
    match expr:
        case Num(whole):
            return lambda _: whole
        case Hole(name):
            return _put_in(name)
        case Call("floor" | "ceil" as name, (Op("/", above, below),)):
            return _joined(_ROUNDED[name], _worked(above), _worked(below))
        case Op(op, left, right) if op in _OPERATIONS:
            return _joined(_OPERATIONS[op], _worked(left), _worked(right))
        case Neg(operand):
            return _called(neg, [_worked(operand)])
        case Call(name, args) if name in _FUNCTIONS:
            return _called(_FUNCTIONS[name], [_worked(arg) for arg in args])
        case _:
            return None


def _put_in(name: str) -> Worked:
    def number(values: Values) -> Found:
        value = values[name]
        if isinstance(value, (int, Fraction)):
            return value
        raise _NoValueError

    return number


def _joined(operation: Callable[[Found, Found], Found], left: Worked | None, right: Worked | None) -> Worked | None:
    if left is None or right is None:
        return None
    return lambda values: operation(left(values), right(values))


def _called(function: Callable[..., Found], args: list[Worked | None]) -> Worked | None:
    known = [arg for arg in args if arg is not None]
    return (lambda values: function(*[arg(values) for arg in known])) if len(known) == len(args) else None


def _over(above: Found, below: Found) -> Found:
    if not below:
        raise _NoValueError
    return Fraction(above) / Fraction(below)


def _floored(above: Found, below: Found) -> Found:
    """A quotient that is rounded needs no fraction where its numbers are whole."""
    if type(above) is int and type(below) is int and below:
        return above // below
    return floor(_over(above, below))


def _ceiled(above: Found, below: Found) -> Found:
    if type(above) is int and type(below) is int and below:
        return -(-above // below)
    return ceil(_over(above, below))


def _raised(base: Found, exponent: Found) -> Found:
    if isinstance(exponent, int) and abs(exponent) <= LARGEST_EXPONENT and (base or exponent >= 0):
        return Fraction(base) ** exponent
    raise _NoValueError


def _only(function: Callable[[Found], Found], has_value: Callable[[Found], bool]) -> Callable[[Found], Found]:
    def checked(inner: Found) -> Found:
        if has_value(inner):
            return function(inner)
        raise _NoValueError

    return checked


_OPERATIONS: Mapping[str, Callable[[Found, Found], Found]] = {
    "+": add,
    "-": sub,
    "*": mul,
    "/": _over,
    "**": _raised,
}
_ROUNDED: Mapping[str, Callable[[Found, Found], Found]] = {"floor": _floored, "ceil": _ceiled}
_FUNCTIONS: Mapping[str, Callable[..., Found]] = {
    "floor": floor,
    "ceil": ceil,
    "abs": abs,
    "max": max,
    "min": min,
    "sqrt": _only(sqrt, lambda inner: inner >= 0),
    "log": _only(log, lambda inner: inner > 0),
    "log2": _only(log2, lambda inner: inner > 0),
}
