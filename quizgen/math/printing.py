"""What the printers of mathematics share: order, precedence, and which products need a sign.

A printer walks the tree in its author's order and says how each node looks; here is decided where parentheses stand
and whether factors are set side by side.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import ClassVar, TypeAlias

from quizgen.math.precedence import Joint, Precedence, factors, is_hole, is_tall, joint, leads_with_minus, level
from quizgen.math.symbols import Glyph, glyph
from quizgen.math.tree import Call, Expr, Hole, Neg, Num, Op, Relation, Sym

Piece: TypeAlias = str | Hole
Pieces: TypeAlias = tuple[Piece, ...]
_GROUPED_FROM = 1_000


class Guarded(Hole, frozen=True):
    """A hole after a sign, or under an exponent: a negative number needs parentheses there."""


class MathPrinter(ABC):
    """Prints trees in one notation."""

    flat: ClassVar[bool] = False  # fractions stand on the line and need parentheses
    marks: ClassVar[Mapping[str, str]]  # + - neg == != < <= > >= and the joints of factors

    def printed(self, expr: Expr) -> Pieces:
        """The expression, with a Hole where the item's number goes."""
        return joined(self.whole(expr))

    def whole(self, expr: Expr) -> Pieces:  # noqa: PLR0911 - one for each kind of node
        """The pieces of an expression that stands alone."""
        match expr:
            case Num(value):
                return (self.number(value),)
            case Hole():
                return self.hole(expr)
            case Sym(name):
                return (self.symbol(glyph(name)),)
            case Neg(operand):
                return (
                    self.marks["neg"],
                    *self._within(operand, loose=level(operand, flat=self.flat) <= Precedence.SUM),
                )
            case Op():
                return self._operation(expr)
            case Call(name, args):
                return self.call(name, [self.whole(arg) for arg in args], tall=any(is_tall(arg) for arg in args))
            case Relation(parts, ops):
                return self._relation(parts, ops)

    def _operation(self, expr: Op) -> Pieces:
        left, right = expr.left, expr.right
        match expr.op:
            case "*":
                return self._product(factors(expr))
            case "/":
                return self._fraction(left, right)
            case "**":
                base = self._within(left, loose=level(left, flat=self.flat) < Precedence.ATOM)
                return self.power(base, right)
            case op:
                limit = Precedence.SUM if op == "-" else Precedence.RELATION
                after = self._within(right, loose=level(right, flat=self.flat) <= limit)
                return (*self._first(left, Precedence.SUM), self.marks[op], *after)

    def _product(self, parts: list[Expr]) -> Pieces:
        result = list(self._factor(parts[0], first=True))
        signs = any(is_hole(part) for part in parts)
        for left, right in pairwise(parts):
            joint = "sign" if signs else self.joint(left, right)
            result += [self.marks[joint], *self._factor(right, first=False)]
        return tuple(result)

    def _factor(self, expr: Expr, *, first: bool) -> Pieces:
        if first and isinstance(expr, Neg | Hole):
            return self.whole(expr)
        on_line = self.flat and isinstance(expr, Op) and expr.op == "/"
        return self._within(expr, loose=on_line or level(expr, flat=self.flat) < Precedence.PRODUCT)

    def _fraction(self, above: Expr, below: Expr) -> Pieces:
        if not self.flat:
            return self.fraction(self.whole(above), self.whole(below))
        nested = isinstance(above, Op) and above.op == "/"
        over = self.parens(self.whole(above), tall=False) if nested else self._first(above, Precedence.PRODUCT)
        return self.fraction(over, self._within(below, loose=level(below, flat=True) < Precedence.POWER))

    def _relation(self, parts: tuple[Expr, ...], ops: tuple[str, ...]) -> Pieces:
        result = list(self._first(parts[0], Precedence.SUM))
        for op, part in zip(ops, parts[1:], strict=True):
            result += [self.marks[op], *self._first(part, Precedence.SUM)]
        return tuple(result)

    def _first(self, expr: Expr, limit: Precedence) -> Pieces:
        """An operand that nothing precedes, so that a minus may lead it."""
        if isinstance(expr, Neg) or level(expr, flat=self.flat) >= limit:
            return self.whole(expr)
        return self.parens(self.whole(expr), tall=is_tall(expr))

    def _within(self, expr: Expr, *, loose: bool) -> Pieces:
        """An operand after a sign: two signs never meet."""
        inner = self.whole(expr)
        if loose or leads_with_minus(expr, flat=self.flat):
            return self.parens(inner, tall=is_tall(expr))
        first = inner[0]
        return (Guarded(first.name), *inner[1:]) if isinstance(first, Hole) else inner

    def joint(self, left: Expr, right: Expr) -> Joint:
        """How two factors without holes are joined."""
        return joint(left, right)

    def hole(self, hole: Hole) -> Pieces:
        """The place of the item's number."""
        return (hole,)

    @abstractmethod
    def number(self, number: int) -> str:
        """A whole number that is part of the formula."""

    @abstractmethod
    def symbol(self, symbol: Glyph) -> str:
        """A named quantity."""

    @abstractmethod
    def parens(self, inner: Pieces, *, tall: bool) -> Pieces:
        """Parentheses, which grow around something tall."""

    @abstractmethod
    def fraction(self, above: Pieces, below: Pieces) -> Pieces:
        """A fraction whose children have the parentheses that they need."""

    @abstractmethod
    def power(self, base: Pieces, exponent: Expr) -> Pieces:
        """A power whose base has the parentheses that it needs."""

    @abstractmethod
    def call(self, name: str, args: list[Pieces], *, tall: bool) -> Pieces:
        """A named function."""


def grouped(number: int, separator: str = ",", minus: str = "\N{MINUS SIGN}") -> str:
    """Digits in threes from 1,000 on, so that all numbers of one list look alike."""
    size = abs(number)
    digits = str(size) if size < _GROUPED_FROM else f"{size:,}".replace(",", separator)
    return minus + digits if number < 0 else digits


def between(separator: str, parts: Iterable[Pieces]) -> Pieces:
    """The parts with the separator between them."""
    return tuple(piece for part in parts for piece in (separator, *part))[1:]


def joined(pieces: Iterable[Piece]) -> Pieces:
    """Neighbouring strings merged, empty ones dropped."""
    result: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and result and isinstance(result[-1], str):
            result[-1] += piece
        elif piece != "":
            result.append(piece)
    return tuple(result)
