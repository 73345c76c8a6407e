"""Mathematics as native MathML, for HTML pages and QTI; well-formed XML that names no entity."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from html import escape
from typing import ClassVar

from quizgen.math.printing import MathPrinter, Pieces, between, grouped, joined
from quizgen.math.symbols import Glyph
from quizgen.math.tree import Expr, Hole

NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_BRACKETS = {"floor": ("⌊", "⌋"), "ceil": ("⌈", "⌉"), "abs": ("|", "|")}
_NAMES = {
    "max": "<mi>max</mi>",
    "min": "<mi>min</mi>",
    "log2": "<msub><mi>log</mi><mn>2</mn></msub>",
}
_INVISIBLE_TIMES = "<mo>&#x2062;</mo>"
_APPLY_FUNCTION = "<mo>&#x2061;</mo>"


def _operator(sign: str) -> str:
    return f"<mo>{escape(sign)}</mo>"


class _MathML(MathPrinter):
    marks: ClassVar[Mapping[str, str]] = {
        "+": _operator("+"),
        "-": _operator("\N{MINUS SIGN}"),
        "neg": _operator("\N{MINUS SIGN}"),
        "==": _operator("="),
        "!=": _operator("≠"),
        "<": _operator("<"),
        "<=": _operator("≤"),
        ">": _operator(">"),
        ">=": _operator("≥"),
        "sign": _operator("\N{DOT OPERATOR}"),
        "gap": f'{_INVISIBLE_TIMES}<mspace width="0.17em"/>',
        "none": _INVISIBLE_TIMES,
    }

    def number(self, number: int) -> str:
        return digits(number)

    def symbol(self, symbol: Glyph) -> str:
        letter = _token(symbol.letter)
        below = _operator(",").join(_token(part) for part in symbol.subscripts)
        return f"<msub>{letter}<mrow>{below}</mrow></msub>" if below else letter

    def parens(self, inner: Pieces, *, tall: bool) -> Pieces:  # noqa: ARG002 - they grow by themselves
        return _row(_operator("("), *inner, _operator(")"))

    def fraction(self, above: Pieces, below: Pieces) -> Pieces:
        return ("<mfrac>", *_row(*above), *_row(*below), "</mfrac>")

    def power(self, base: Pieces, exponent: Expr) -> Pieces:
        return ("<msup>", *_row(*base), *_row(*self.whole(exponent)), "</msup>")

    def call(self, name: str, args: list[Pieces], *, tall: bool) -> Pieces:
        inner = between(_operator(","), args)
        if name == "sqrt":
            return ("<msqrt>", *inner, "</msqrt>")
        if name in _BRACKETS:
            opening, closing = _BRACKETS[name]
            return _row(_operator(opening), *inner, _operator(closing))
        return _row(_NAMES[name], _APPLY_FUNCTION, *self.parens(inner, tall=tall))


def _row(*inner: str | Hole) -> Pieces:
    return ("<mrow>", *inner, "</mrow>")


def _token(name: str) -> str:
    """Digits, one identifier (upright by itself if longer than a letter), or words."""
    tag = "mn" if name.isdigit() else "mi" if name.isalnum() else "mtext"
    return f"<{tag}>{escape(name)}</{tag}>"


_PRINTER = _MathML()


def printed(expr: Expr, *, display: bool = False) -> Pieces:
    """A ``<math>`` element, on a line of its own if ``display``; what goes into a hole brings an element of its own."""
    style = ' display="block"' if display else ""
    opening = f'<math xmlns="{NAMESPACE}"{style}>'
    return joined((opening, *_row(*_PRINTER.whole(expr)), "</math>"))


def digits(number: int) -> str:
    """A whole number."""
    return f"<mn>{grouped(number)}</mn>"


def ratio(value: Fraction) -> str:
    """A number that is not whole."""
    shown = f"<mfrac>{digits(abs(value.numerator))}{digits(value.denominator)}</mfrac>"
    return f"<mrow>{_PRINTER.marks['neg']}{shown}</mrow>" if value < 0 else shown


def in_parens(shown: str) -> str:
    """A negative number after a sign."""
    return f"<mrow>{_operator('(')}{shown}{_operator(')')}</mrow>"
