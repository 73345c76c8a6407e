r"""Mathematics as TeX for MathJax, KaTeX and LaTeX.

No backslash stands before punctuation, because GitHub's Markdown eats it; so a thin space is ``\thinspace``.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

from quizgen.math.printing import MathPrinter, Pieces, between, grouped
from quizgen.math.symbols import Glyph
from quizgen.math.tree import Expr

_BRACKETS = {
    "floor": ("\\left\\lfloor ", " \\right\\rfloor"),
    "ceil": ("\\left\\lceil ", " \\right\\rceil"),
    "abs": ("\\left\\lvert ", " \\right\\rvert"),
    "sqrt": ("\\sqrt{", "}"),
}
_NAMES = {"max": "\\max", "min": "\\min", "log2": "\\log_2"}


class _Latex(MathPrinter):
    marks: ClassVar[Mapping[str, str]] = {
        "+": " + ",
        "-": " - ",
        "neg": "-",
        "==": " = ",
        "!=": " \\ne ",
        "<": " \\lt ",
        "<=": " \\le ",
        ">": " \\gt ",
        ">=": " \\ge ",
        "sign": " \\cdot ",
        "gap": " \\thinspace ",
        "none": "",
    }

    def number(self, number: int) -> str:
        return digits(number)

    def symbol(self, symbol: Glyph) -> str:
        letter = _upright(symbol.letter)
        below = ",".join(_upright(part) for part in symbol.subscripts)
        if not below:
            return letter
        return f"{letter}_{below}" if len(below) == 1 else f"{letter}_{{{below}}}"

    def parens(self, inner: Pieces, *, tall: bool) -> Pieces:
        return ("\\left(", *inner, "\\right)") if tall else ("(", *inner, ")")

    def fraction(self, above: Pieces, below: Pieces) -> Pieces:
        return ("\\frac{", *above, "}{", *below, "}")

    def power(self, base: Pieces, exponent: Expr) -> Pieces:
        return (*base, "^{", *self.whole(exponent), "}")

    def call(self, name: str, args: list[Pieces], *, tall: bool) -> Pieces:
        inner = between(", ", args)
        if name in _BRACKETS:
            opening, closing = _BRACKETS[name]
            return (opening, *inner, closing)
        return (_NAMES[name], *self.parens(inner, tall=tall))


def digits(number: int) -> str:
    """A whole number, its separators without the space that TeX puts after a comma."""
    return grouped(number, "{,}", "-")


def ratio(value: Fraction) -> str:
    """A number that is not whole."""
    sign = "-" if value < 0 else ""
    return f"{sign}\\frac{{{digits(abs(value.numerator))}}}{{{digits(value.denominator)}}}"


def _upright(name: str) -> str:
    return name if len(name) == 1 or name.isdigit() else f"\\text{{{name}}}"


printed = _Latex().printed
