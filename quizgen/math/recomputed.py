"""Trees' values found once more, for many points at once; no code is shared with ``quizgen.math.code``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any

from quizgen.errors import FormulaError
from quizgen.math.columns import Ratios, number
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Sym, walk


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
    (found,) = recomputing((expr,), values)
    if not found.known.all():
        raise ZeroDivisionError(f"{expr} has no exact value")
    return number(int(found.above[0]), int(found.below[0]))


def recomputing(trees: Sequence[Expr], columns: Mapping[str, Any]) -> list[Ratios]:
    """The exact values of each tree for columns of whole numbers by name; what trees share is found once."""
    work = _Work(columns)
    return [work.value(tree) for tree in trees]


class _Work:
    """What is known of some columns: each node's values."""

    def __init__(self, columns: Mapping[str, Any]) -> None:
        self._columns = columns
        self._known: dict[Expr, Ratios] = {}

    def value(self, expr: Expr) -> Ratios:
        """A node's values, found when they are first wanted."""
        if expr not in self._known:
            self._known[expr] = self._of(expr)
        return self._known[expr]

    def _of(self, expr: Expr) -> Ratios:
        match expr:
            case Num(whole):
                return Ratios.of(whole)
            case Sym(name) | Hole(name):
                return Ratios.of(self._columns[name])
            case Neg(operand):
                return -self.value(operand)
            case Op(op, left, right):
                return _operation(op, self.value(left), self.value(right))
            case Call(name, args) if name != "log":
                return _function(name, [self.value(arg) for arg in args])
            case _:
                raise FormulaError("a relation or a logarithm has no exact value")


def _operation(op: str, left: Ratios, right: Ratios) -> Ratios:
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
        case _:
            return left**right


def _function(name: str, args: Sequence[Ratios]) -> Ratios:
    match name:
        case "floor":
            return args[0].floor()
        case "ceil":
            return args[0].ceiling()
        case "abs":
            return abs(args[0])
        case "sqrt":
            return args[0].root()
        case "max":
            return reduce(Ratios.larger, args)
        case "min":
            return reduce(Ratios.smaller, args)
        case _:
            raise FormulaError(f"'{name}' has no exact value")
