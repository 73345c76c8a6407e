"""Mathematics as plain English, for alternative texts; heard once, it has one meaning.

What opens also closes in words, and capital letters are named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from quizgen.math.printing import MathPrinter, Pieces, between, grouped, joined
from quizgen.math.symbols import Glyph
from quizgen.math.tree import Expr, Num

_OPENINGS = {
    "floor": "the floor of ",
    "ceil": "the ceiling of ",
    "abs": "the absolute value of ",
    "sqrt": "the square root of ",
    "max": "the maximum of ",
    "min": "the minimum of ",
    "log2": "the base 2 logarithm of ",
}
_CLOSINGS = {
    "floor": "floor",
    "ceil": "ceiling",
    "abs": "absolute value",
    "sqrt": "root",
    "max": "maximum",
    "min": "minimum",
    "log2": "logarithm",
}
_ORDINARY = {2: " squared", 3: " cubed"}


class _Speech(MathPrinter):
    marks: ClassVar[Mapping[str, str]] = {
        "+": " plus ",
        "-": " minus ",
        "neg": "minus ",
        "==": " equals ",
        "!=": " is not equal to ",
        "<": " is less than ",
        "<=": " is at most ",
        ">": " is greater than ",
        ">=": " is at least ",
        "sign": " times ",
        "gap": " times ",
        "none": " times ",
    }

    def number(self, number: int) -> str:
        return grouped(number)

    def symbol(self, symbol: Glyph) -> str:
        return symbol.spoken

    def parens(self, inner: Pieces, *, tall: bool) -> Pieces:  # noqa: ARG002 - speech has no height
        return ("open parenthesis ", *inner, ", close parenthesis,")

    def fraction(self, above: Pieces, below: Pieces) -> Pieces:
        return ("the fraction ", *above, ", over ", *below, ", end of fraction,")

    def power(self, base: Pieces, exponent: Expr) -> Pieces:
        if isinstance(exponent, Num) and exponent.value in _ORDINARY:
            return (*base, _ORDINARY[exponent.value])
        return (*base, " to the power of ", *self.whole(exponent), ", end of exponent,")

    def call(self, name: str, args: list[Pieces], *, tall: bool) -> Pieces:  # noqa: ARG002 - speech has no height
        return (_OPENINGS[name], *between(", and ", args), f", end of {_CLOSINGS[name]},")


def printed(expr: Expr) -> Pieces:
    """The expression in words, with a Hole where the item's number goes."""
    pieces = [_tidy(piece) if isinstance(piece, str) else piece for piece in _PRINTER.printed(expr)]
    if isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip(" ,")
    return joined(pieces)


def _tidy(words: str) -> str:
    """One comma where a closing word and the next opening each brought theirs."""
    return re.sub(r",(?:\s*,)+", ",", words)


_PRINTER = _Speech()
