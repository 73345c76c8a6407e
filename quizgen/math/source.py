"""A tree as the Python expression that reads back to it: for programs that shall work it out by themselves."""

from __future__ import annotations

import ast

from quizgen.errors import FormulaError
from quizgen.math.tree import Call, Expr, Neg, Num, Op, Sym

_OPERATORS: dict[str, ast.operator] = {
    "+": ast.Add(),
    "-": ast.Sub(),
    "*": ast.Mult(),
    "/": ast.Div(),
    "**": ast.Pow(),
}


def source(expr: Expr) -> str:
    """``floor((o + 2) / 3) + 1``, which ``read`` reads again; raises FormulaError for a relation or a hole."""
    return ast.unparse(_node(expr))


def _node(expr: Expr) -> ast.expr:
    match expr:
        case Num(value):
            return ast.Constant(value)
        case Sym(name):
            return ast.Name(name)
        case Neg(operand):
            return ast.UnaryOp(ast.USub(), _node(operand))
        case Op(op, left, right):
            return ast.BinOp(_node(left), _OPERATORS[op], _node(right))
        case Call(name, args):
            return ast.Call(ast.Name(name), [_node(arg) for arg in args], [])
        case _:
            raise FormulaError("a formula for programs holds neither relations nor holes")
