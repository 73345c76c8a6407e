"""A tree as the Python expression that reads back to it: for programs that shall work it out by themselves."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.errors import FormulaError
from quizgen.math.tree import Call, Expr, Neg, Num, Op, Sym

_LOWEST, _SUM, _PRODUCT, _SIGN, _POWER, _HIGHEST = range(6)
_BINDS: Mapping[str, tuple[int, int, int]] = {
    "+": (_SUM, _SUM, _PRODUCT),
    "-": (_SUM, _SUM, _PRODUCT),
    "*": (_PRODUCT, _PRODUCT, _SIGN),
    "/": (_PRODUCT, _PRODUCT, _SIGN),
    "**": (_POWER, _HIGHEST, _POWER),
}
"""How strongly an operator binds, and how strongly its left and its right side have to, or stand in parentheses."""


def source(expr: Expr) -> str:
    """``floor((o + 2) / 3) + 1``, which ``read`` reads again; raises FormulaError for a relation or a hole.

    The words are those of ``ast.unparse``, which needs ten times as long.
    """
    return _within(expr, _LOWEST)


def _within(expr: Expr, least: int) -> str:
    """The expression, in parentheses unless it binds as strongly as that."""
    match expr:
        case Num(value):
            return str(value)
        case Sym(name):
            return name
        case Neg(operand):
            return _enclosed(f"-{_within(operand, _SIGN)}", _SIGN, least)
        case Op(op, left, right):
            own, before, after = _BINDS[op]
            return _enclosed(f"{_within(left, before)} {op} {_within(right, after)}", own, least)
        case Call(name, args):
            return f"{name}({', '.join([_within(arg, _LOWEST) for arg in args])})"
        case _:
            raise FormulaError("a formula for programs holds neither relations nor holes")


def _enclosed(words: str, own: int, least: int) -> str:
    return f"({words})" if own < least else words
