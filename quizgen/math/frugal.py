"""The exact value of a tree at single points: node by node at first, from compiled code where it is asked often.

To compile a tree takes as long as to walk along it some twenty times, and most trees are asked a few times in a run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import isqrt
from typing import TypeAlias

from quizgen.errors import FormulaError
from quizgen.math.code import compiled, value
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Sym

Number: TypeAlias = int | Fraction
Values: TypeAlias = Mapping[str, int]
OFTEN = 20


class Frugal:
    """A function from named whole numbers to the tree's value; ZeroDivisionError where there is none."""

    def __init__(self, expr: Expr) -> None:
        self._expr = expr
        self._asked = 0

    def __call__(self, values: Values) -> Number:
        """The value at one point."""
        self._asked += 1
        if self._asked > OFTEN:
            return value(*compiled(self._expr)(values))
        return walked(self._expr, values)


def walked(expr: Expr, values: Values) -> Number:
    """The exact value of ``expr``, an int where it is whole, found node by node.

    Raises ZeroDivisionError where some part has none: a root that is not exact, a division by zero.
    """
    match expr:
        case Num(number):
            return number
        case Sym(name) | Hole(name):
            return values[name]
        case Neg(operand):
            return -walked(operand, values)
        case Op(op, left, right):
            return _OPERATIONS[op](walked(left, values), walked(right, values))
        case Call(name, args) if name in _FUNCTIONS:
            return _FUNCTIONS[name](*(walked(arg, values) for arg in args))
        case _:
            raise FormulaError("a relation or a logarithm has no exact value")


def _whole(number: Number) -> Number:
    return number.numerator if number.denominator == 1 else number


def _over(above: Number, below: Number) -> Number:
    return _whole(Fraction(above) / Fraction(below))


def _raised(base: Number, exponent: Number) -> Number:
    if not isinstance(exponent, int):
        raise FormulaError("an exponent must be a whole number")
    return _whole(Fraction(base) ** exponent) if exponent < 0 else _whole(base**exponent)


def _root(number: Number) -> Number:
    """Raises ZeroDivisionError, as where any value is missing, for a number that is no square."""
    if number < 0:
        raise ZeroDivisionError(number)
    above, below = isqrt(number.numerator), isqrt(number.denominator)
    if above**2 != number.numerator or below**2 != number.denominator:
        raise ZeroDivisionError(number)
    return _whole(Fraction(above, below))


_OPERATIONS: Mapping[str, Callable[[Number, Number], Number]] = {
    "+": lambda one, other: _whole(one + other),
    "-": lambda one, other: _whole(one - other),
    "*": lambda one, other: _whole(one * other),
    "/": _over,
    "**": _raised,
}
_FUNCTIONS: Mapping[str, Callable[..., Number]] = {
    "floor": lambda number: number // 1,
    "ceil": lambda number: -(-number // 1),
    "abs": abs,
    "sqrt": _root,
    "max": max,
    "min": min,
}
