"""The trees of one question, in which equal parts are one object, and their values at its point."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor, isqrt

from quizgen.answers import Number, Values
from quizgen.errors import FormulaError
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Sym, children, rebuild
from quizgen.model.reasoning import Trees

EXPONENTS = range(1001)
"""Those of powers that are worked out: numbers of a learner's own may be any."""


class Forest:
    """Trees about some ``known`` numbers by name.

    Mistakes about one formula differ in a few places, and two of them are told apart, put together and worked out there
    alone.
    """

    def __init__(self, known: Mapping[str, Number]) -> None:
        self._known = known
        self._nodes: dict[tuple[object, ...], Expr] = {}
        self._values: dict[int, Number | None] = {}

    def planted(self, trees: Trees) -> Trees:
        """The trees with each part that is there already in its place."""
        return tuple([self._planted(tree) for tree in trees])

    def _planted(self, tree: Expr) -> Expr:
        return self._node(tree, tuple([self._planted(child) for child in children(tree)]))

    def _node(self, tree: Expr, parts: Trees) -> Expr:
        name = (type(tree), label(tree), *map(id, parts))
        found = self._nodes.get(name)
        if found is None:
            found = self._nodes[name] = rebuild(tree, parts) if parts else tree
        return found

    def values(self, trees: Trees) -> Values | None:
        """What planted trees give; None where some part of one has no exact value."""
        found = [self.value(tree) for tree in trees]
        return None if any(one is None for one in found) else tuple([one for one in found if one is not None])

    def value(self, tree: Expr) -> Number | None:
        """What a planted tree gives."""
        if id(tree) not in self._values:
            try:
                self._values[id(tree)] = self._worked(tree)
            except (ZeroDivisionError, FormulaError):
                self._values[id(tree)] = None
        return self._values[id(tree)]

    def _worked(self, tree: Expr) -> Number | None:
        match tree:
            case Num(number):
                return number
            case Sym(name) | Hole(name):
                return self._known[name]
        parts = [self.value(child) for child in children(tree)]
        known = [one for one in parts if one is not None]
        return _plain(_of(tree, known)) if len(known) == len(parts) else None

    def merged(self, base: Trees, one: Trees, other: Trees) -> Trees | None:
        """Both changes of planted trees in one; None where they meet."""
        try:
            return tuple([self._merged(*three) for three in zip(base, one, other, strict=True)])
        except _MeetError:
            return None

    def _merged(self, base: Expr, one: Expr, other: Expr) -> Expr:
        if one is base:
            return other
        if other is base:
            return one
        parts = [children(tree) for tree in (base, one, other)]
        alike = {(type(tree), label(tree), len(part)) for tree, part in zip((base, one, other), parts, strict=True)}
        if len(alike) > 1 or not parts[0]:
            raise _MeetError
        return self._node(base, tuple([self._merged(*three) for three in zip(*parts, strict=True)]))


class _MeetError(Exception):
    """Two changes are made in one place."""


def label(tree: Expr) -> object:
    """What tells a node from others of its type, beside its children."""
    match tree:
        case Num(number):
            return number
        case Sym(name) | Hole(name) | Call(name, _):
            return name
        case Op(op, _, _):
            return op
        case _:
            return None


def _of(tree: Expr, parts: list[Number]) -> Number:
    """What an operation makes of numbers; raises ZeroDivisionError or FormulaError where there is no exact value."""
    match tree, parts:
        case Neg(), [one]:
            return -one
        case Op(op), [one, other]:
            return _operation(op, one, other)
        case Call(name), [*_]:
            return _function(name, parts)
        case _:
            raise FormulaError("a relation has no value")


def _operation(op: str, one: Number, other: Number) -> Number:
    match op:
        case "+":
            return one + other
        case "-":
            return one - other
        case "*":
            return one * other
        case "/":
            return Fraction(one) / Fraction(other)
        case _:
            if abs(other) not in EXPONENTS:
                raise FormulaError("an exponent must be a whole number, and not so high")
            return Fraction(one) ** int(other)


def _function(name: str, parts: list[Number]) -> Number:
    match name:
        case "floor":
            return floor(parts[0])
        case "ceil":
            return ceil(parts[0])
        case "abs":
            return parts[0] if parts[0] >= 0 else -parts[0]
        case "max":
            return max(parts)
        case "min":
            return min(parts)
        case "sqrt" if parts[0] >= 0:
            number = Fraction(parts[0])
            root = Fraction(isqrt(number.numerator), isqrt(number.denominator))
            if root**2 == number:
                return root
    raise FormulaError(f"'{name}' has no exact value here")


def _plain(number: Number) -> Number:
    return number.numerator if number.denominator == 1 else number
