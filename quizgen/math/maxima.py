"""A tree as an expression of Maxima, exact in whole numbers and fractions.

``floor`` and ``ceiling``, ``max`` and ``min`` of Maxima are ours, and its ``/`` of whole numbers is a fraction. A root
that is not exact has no value here and is a surd there: who prints a formula says for which numbers it is meant.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quizgen.errors import FormulaError
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Sym

_LOWEST, _SUM, _PRODUCT, _FACTOR, _POWER, _HIGHEST = range(6)
_BINDS: Mapping[str, tuple[str, int, int, int]] = {
    "+": (" + ", _SUM, _SUM, _PRODUCT),
    "-": (" - ", _SUM, _SUM, _PRODUCT),
    "*": ("*", _PRODUCT, _PRODUCT, _FACTOR),
    "/": ("/", _PRODUCT, _PRODUCT, _POWER),
    "**": ("^", _POWER, _HIGHEST, _HIGHEST),
}
"""An operator's sign, how strongly it binds, and how strongly its left and its right side have to."""
_NAMES: Mapping[str, str] = {
    "abs": "abs",
    "ceil": "ceiling",
    "floor": "floor",
    "max": "max",
    "min": "min",
    "sqrt": "sqrt",
}


def maxima(expr: Expr, called: Callable[[str], str] = str) -> str:
    """``floor((n + 2*p)/3) + 1``; ``called`` gives the variable for the name of a symbol or a hole.

    Raises FormulaError for what has no exact value: a relation, or a logarithm.
    """
    return _within(expr, _LOWEST, called)


def _within(expr: Expr, least: int, called: Callable[[str], str]) -> str:
    """The expression, in parentheses unless it binds as strongly as that."""
    match expr:
        case Num(value):
            return str(value)
        case Sym(name) | Hole(name):
            return called(name)
        case Neg(operand):
            return _enclosed(f"-{_within(operand, _POWER, called)}", _SUM, least)
        case Op(op, left, right):
            sign, own, before, after = _BINDS[op]
            return _enclosed(f"{_within(left, before, called)}{sign}{_within(right, after, called)}", own, least)
        case Call(name, args) if name in _NAMES:
            return f"{_NAMES[name]}({', '.join([_within(arg, _LOWEST, called) for arg in args])})"
        case _:
            raise FormulaError("Maxima is given no relations and no logarithms, which have no exact value")


def _enclosed(words: str, own: int, least: int) -> str:
    return f"({words})" if own < least else words
