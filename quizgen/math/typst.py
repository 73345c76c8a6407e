"""Mathematics in Typst's math mode; whatever is not one plain letter is a string literal."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from quizgen.math.printing import MathPrinter, Pieces, between, grouped
from quizgen.math.symbols import Glyph
from quizgen.math.tree import Expr

_NAMES = {"max": "max", "min": "min", "log2": "log_(2)"}
# Printers of texts mark words with these.
_MARKS = {"\2": "\\u{2}", "\3": "\\u{3}"}
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\u{0}"} | _MARKS)


class _Typst(MathPrinter):
    # Without spaces: next to a string literal Typst would print them.
    marks: ClassVar[Mapping[str, str]] = {
        "+": "+",
        "-": "-",
        "neg": "-",
        "==": "=",
        "!=": "≠",
        "<": "\\<",
        "<=": "≤",
        ">": "\\>",
        ">=": "≥",
        "sign": "⋅",
        "gap": " thin ",
        "none": " ",
    }

    def number(self, number: int) -> str:
        return digits(number)

    def symbol(self, symbol: Glyph) -> str:
        letter = _safe(symbol.letter)
        below = ", ".join(_safe(part) for part in symbol.subscripts)
        return f"{letter}_({below})" if below else letter

    def parens(self, inner: Pieces, *, tall: bool) -> Pieces:  # noqa: ARG002 - they grow by themselves
        return ("(", *inner, ")")

    def fraction(self, above: Pieces, below: Pieces) -> Pieces:
        return ("frac(", *above, ", ", *below, ")")

    def power(self, base: Pieces, exponent: Expr) -> Pieces:
        return (*base, "^(", *self.whole(exponent), ")")

    def call(self, name: str, args: list[Pieces], *, tall: bool) -> Pieces:
        inner = between(", ", args)
        if name in {"floor", "ceil", "abs", "sqrt"}:
            return (f"{name}(", *inner, ")")
        return (_NAMES[name], " ", *self.parens(inner, tall=tall))


def literal(text: str) -> str:
    """A Typst string literal: whatever the text holds, it stays text."""
    return f'"{text.translate(_ESCAPES)}"'


def digits(number: int) -> str:
    """A whole number in math mode, where a bare comma would part two arguments."""
    sign, shown = "-" if number < 0 else "", grouped(abs(number))
    return sign + (literal(shown) if "," in shown else shown)


def ratio(value: Fraction) -> str:
    """A number that is not whole."""
    sign = "-" if value < 0 else ""
    return f"{sign}frac({digits(abs(value.numerator))}, {digits(value.denominator)})"


def _safe(name: str) -> str:
    plain = name.isdigit() or (len(name) == 1 and name.isalpha())
    return name if plain and name.isascii() else literal(name)


printed = _Typst().printed
