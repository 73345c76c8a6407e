"""Mathematics on one line of plain Unicode, for the terminal: ``⌊(n + 2p)/s⌋ + 1``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from quizgen.math.precedence import Joint, Precedence, level
from quizgen.math.printing import MathPrinter, Pieces, between, grouped
from quizgen.math.symbols import Glyph
from quizgen.math.tree import Expr, Num, Op, Sym

_BRACKETS = {"floor": ("⌊", "⌋"), "ceil": ("⌈", "⌉"), "abs": ("|", "|")}
_NAMES = {"max": "max", "min": "min", "sqrt": "√", "log2": "log₂"}
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class _Unicode(MathPrinter):
    flat = True
    marks: ClassVar[Mapping[str, str]] = {
        "+": " + ",
        "-": " \N{MINUS SIGN} ",
        "neg": "\N{MINUS SIGN}",
        "==": " = ",
        "!=": " ≠ ",
        "<": " < ",
        "<=": " ≤ ",
        ">": " > ",
        ">=": " ≥ ",
        "sign": " \N{MULTIPLICATION SIGN} ",
        "gap": " ",
        "none": "",
    }

    def joint(self, left: Expr, right: Expr) -> Joint:
        """After ``2^(n + 1)`` a factor would look like part of the exponent."""
        caret = isinstance(left, Op) and left.op == "**" and not _raised(left.right)
        return "sign" if caret else super().joint(left, right)

    def number(self, number: int) -> str:
        return grouped(number)

    def symbol(self, symbol: Glyph) -> str:
        if not symbol.subscript:
            return symbol.letter
        if symbol.subscript.isdigit():
            return symbol.letter + symbol.subscript.translate(_LOWERED)
        return f"{symbol.letter}_{symbol.subscript}"

    def parens(self, inner: Pieces, *, tall: bool) -> Pieces:  # noqa: ARG002 - a line has one height
        return ("(", *inner, ")")

    def fraction(self, above: Pieces, below: Pieces) -> Pieces:
        return (*above, "/", *below)

    def power(self, base: Pieces, exponent: Expr) -> Pieces:
        if raised := _raised(exponent):
            return (*base, raised)
        above = self.whole(exponent)
        simple = level(exponent, flat=True) == Precedence.ATOM
        return (*base, "^", *(above if simple else self.parens(above, tall=False)))

    def call(self, name: str, args: list[Pieces], *, tall: bool) -> Pieces:
        inner = between(", ", args)
        if name in _BRACKETS:
            opening, closing = _BRACKETS[name]
            return (opening, *inner, closing)
        return (_NAMES[name], *self.parens(inner, tall=tall))


def _raised(exponent: Expr) -> str:
    """The exponent as superscripts, or nothing where there are none."""
    match exponent:
        case Num(value):
            return str(value).translate(_RAISED)
        case Sym("n"):
            return "ⁿ"
        case _:
            return ""


printed = _Unicode().printed
