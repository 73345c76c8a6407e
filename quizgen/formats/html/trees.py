"""Formulas as data for the page's program, which works later values out from a learner's own earlier ones."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeAlias

from quizgen.errors import FormulaError
from quizgen.math.code import compiled
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Sym

Tree: TypeAlias = "str | list[str | Tree]"
"""A name, or a list that begins with what is done: ``["#", "12"]`` is a number, ``["+", "n", ["#", "1"]]`` a sum."""


def formulas(trees: Collection[Expr]) -> list[Tree] | None:
    """The trees as data; None where there are none, or one has no exact value whatever is put in."""
    try:
        for tree in trees:
            compiled(tree)
    except FormulaError:
        return None
    return [_data(tree) for tree in trees] or None


def _data(tree: Expr) -> Tree:
    match tree:
        case Num(value):
            return ["#", str(value)]
        case Sym(name) | Hole(name):
            return name
        case Neg(operand):
            return ["neg", _data(operand)]
        case Op(op, left, right):
            return [op, _data(left), _data(right)]
        case Call(name, args):
            return [name, *map(_data, args)]
        case _:
            raise FormulaError("a relation has no value")
