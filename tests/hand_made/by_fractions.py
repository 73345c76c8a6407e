"""The sides of a worked formula by Python's own parser and fractions: no code of quizgen's reads or works them out."""

from __future__ import annotations

import ast
import re
from fractions import Fraction
from math import ceil, floor, isqrt

from quizgen.text import Text

_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def sides(line: Text) -> list[Fraction]:
    """What each side of the display formula that a text begins with comes to."""
    formula = line.template.split("$$")[1]
    put_in = formula.format_map({name: f"({value})" for name, value in line.values.items()})
    return [_worth(ast.parse(side.strip(), mode="eval").body) for side in put_in.split("==")]


def read_back(printed: str) -> list[Fraction]:
    """What each side of a formula comes to, as somebody reads it in a terminal."""
    line = printed.strip().split("\n")[0]
    for old, new in (
        ("⌊", " floor("),
        ("⌈", " ceil("),
        ("⌋", ")"),
        ("⌉", ")"),
        ("√(", " sqrt("),
        ("×", "*"),
        ("−", "-"),
    ):
        line = line.replace(old, new)
    line = re.sub(r"(?<=\d),(?=\d{3})", "", re.sub(r"\|([^|]*)\|", r" abs(\1)", line))
    line = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda found: f"**{found[0].translate(_LOWERED)}", line)
    line = re.sub(r"(?<=[\d)])\s*(?=\(|[a-z])", "*", line)
    return [_worth(ast.parse(side.strip(), mode="eval").body) for side in line.replace("^", "**").split(" = ")]


def _worth(node: ast.expr) -> Fraction:
    match node:
        case ast.Constant(value=int() | float() as number):
            return Fraction(str(number))
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
