"""A tree's value found once more by sympy's own numbers, node by node; no code is shared with ``quizgen.math.code``.

sympy is imported here and only on use.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

from quizgen.errors import FormulaError
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Sym, walk

_OPERATIONS = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "**": operator.pow,
}


def divides(expr: Expr) -> bool:
    """Whether ``expr`` has a root or a division, so that its value may be a fraction, or none at all."""
    return any(_divides(node) for node in walk(expr))


def _divides(node: Expr) -> bool:
    match node:
        case Op("/", _, _) | Call("sqrt", _):
            return True
        case _:
            return False


def recomputed(expr: Expr, values: Mapping[str, int]) -> int | Fraction:
    """The exact value; raises ZeroDivisionError where any node has none: a root that is not exact, a division by 0."""
    found = _found(expr, {name: _number(value) for name, value in values.items()})
    return int(found) if found.is_Integer else Fraction(int(found.p), int(found.q))


def _found(expr: Expr, values: Mapping[str, Any]) -> Any:
    match expr:
        case Num(value):
            return _number(value)
        case Sym(name) | Hole(name):
            return values[name]
        case Neg(operand):
            return -_found(operand, values)
        case Op(op, left, right):
            return _rational(expr, _OPERATIONS[op](_found(left, values), _found(right, values)))
        case Call(name, args) if name in _functions():
            return _rational(expr, _functions()[name](*(_found(arg, values) for arg in args)))
        case _:
            raise FormulaError("a relation or a logarithm has no exact value")


def _rational(expr: Expr, found: Any) -> Any:
    if not found.is_Rational:
        raise ZeroDivisionError(f"{expr} has no exact value")
    return found


def _number(value: int) -> Any:
    import sympy

    return sympy.Integer(value)


@cache
def _functions() -> Mapping[str, Callable[..., Any]]:
    import sympy

    return {
        "floor": lambda x: x.floor(),
        "ceil": lambda x: x.ceiling(),
        "abs": abs,
        "max": max,
        "min": min,
        "sqrt": sympy.sqrt,
    }
