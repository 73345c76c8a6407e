"""The sides of a worked formula by Python's own parser and fractions: no code of quizgen's reads or works them out."""

from __future__ import annotations

import ast
from fractions import Fraction
from math import ceil, floor, isqrt

from quizgen.text import Text


def sides(line: Text) -> list[Fraction]:
    """What each side of the display formula that a text begins with comes to."""
    formula = line.template.split("$$")[1]
    put_in = formula.format_map({name: f"({value})" for name, value in line.values.items()})
    return [_worth(ast.parse(side.strip(), mode="eval").body) for side in put_in.split("==")]


def _worth(node: ast.expr) -> Fraction:
    match node:
        case ast.Constant(value=int(number)):
            return Fraction(number)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return -_worth(inner)
        case ast.BinOp(left=left, op=op, right=right):
            return _joined(op, _worth(left), _worth(right))
        case ast.Call(func=ast.Name(id=name), args=args):
            return _called(name, [_worth(arg) for arg in args])
        case _:
            raise AssertionError(ast.dump(node))


def _joined(op: ast.operator, one: Fraction, other: Fraction) -> Fraction:
    match op:
        case ast.Add():
            return one + other
        case ast.Sub():
            return one - other
        case ast.Mult():
            return one * other
        case ast.Div():
            return one / other
        case _:
            return Fraction(one**other)


def _called(name: str, args: list[Fraction]) -> Fraction:
    match name:
        case "floor":
            return Fraction(floor(args[0]))
        case "ceil":
            return Fraction(ceil(args[0]))
        case "max":
            return max(args)
        case "min":
            return min(args)
        case "abs":
            return abs(args[0])
        case _:
            root = Fraction(isqrt(args[0].numerator), isqrt(args[0].denominator))
            assert root**2 == args[0]
            return root
