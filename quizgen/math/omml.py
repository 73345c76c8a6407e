"""Mathematics as OMML, the equations of Word: runs and structures in the namespace ``m``."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from html import escape
from typing import ClassVar

from quizgen.math.printing import MathPrinter, Pieces, between, grouped
from quizgen.math.symbols import Glyph
from quizgen.math.tree import Expr

_BRACKETS = {"floor": ("⌊", "⌋"), "ceil": ("⌈", "⌉"), "abs": ("|", "|")}
_UPRIGHT = '<m:rPr><m:sty m:val="p"/></m:rPr>'


def run(shown: str) -> str:
    """A number, a sign or one letter."""
    return f'<m:r><m:t xml:space="preserve">{escape(shown)}</m:t></m:r>'


def _word(shown: str) -> str:
    """A name of several letters, upright."""
    return f'<m:r>{_UPRIGHT}<m:t xml:space="preserve">{escape(shown)}</m:t></m:r>'


def _token(name: str) -> str:
    return run(name) if len(name) == 1 or name.isdigit() else _word(name)


def _below(letter: str, below: str) -> str:
    return f"<m:sSub><m:e>{letter}</m:e><m:sub>{below}</m:sub></m:sSub>"


_NAMES = {"max": _word("max"), "min": _word("min"), "log2": _below(_word("log"), run("2"))}


class _Omml(MathPrinter):
    marks: ClassVar[Mapping[str, str]] = {
        "+": run("+"),
        "-": run("\N{MINUS SIGN}"),
        "neg": run("\N{MINUS SIGN}"),
        "==": run("="),
        "!=": run("≠"),
        "<": run("<"),
        "<=": run("≤"),
        ">": run(">"),
        ">=": run("≥"),
        "sign": run("\N{DOT OPERATOR}"),
        "gap": run("\N{THIN SPACE}"),
        "none": "",
    }

    def number(self, number: int) -> str:
        return digits(number)

    def symbol(self, symbol: Glyph) -> str:
        letter = _token(symbol.letter)
        below = run(",").join(_token(part) for part in symbol.subscripts)
        return _below(letter, below) if below else letter

    def parens(self, inner: Pieces, *, tall: bool) -> Pieces:  # noqa: ARG002 - they grow by themselves
        return _within("(", inner, ")")

    def fraction(self, above: Pieces, below: Pieces) -> Pieces:
        return ("<m:f><m:num>", *above, "</m:num><m:den>", *below, "</m:den></m:f>")

    def power(self, base: Pieces, exponent: Expr) -> Pieces:
        return ("<m:sSup><m:e>", *base, "</m:e><m:sup>", *self.whole(exponent), "</m:sup></m:sSup>")

    def call(self, name: str, args: list[Pieces], *, tall: bool) -> Pieces:
        inner = between(run(", "), args)
        if name == "sqrt":
            return ('<m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e>', *inner, "</m:e></m:rad>")
        if name in _BRACKETS:
            opening, closing = _BRACKETS[name]
            return _within(opening, inner, closing)
        named = ("<m:func><m:fName>", _NAMES[name], "</m:fName><m:e>")
        return (*named, *self.parens(inner, tall=tall), "</m:e></m:func>")


def _within(opening: str, inner: Pieces, closing: str) -> Pieces:
    """Brackets that grow with what they hold."""
    ends = f'<m:begChr m:val="{opening}"/><m:endChr m:val="{closing}"/>'
    return (f"<m:d><m:dPr>{ends}</m:dPr><m:e>", *inner, "</m:e></m:d>")


def digits(number: int) -> str:
    """A whole number."""
    return run(grouped(number))


def ratio(value: Fraction) -> str:
    """A number that is not whole."""
    sign = run("\N{MINUS SIGN}") if value < 0 else ""
    above, below = digits(abs(value.numerator)), digits(value.denominator)
    return f"{sign}<m:f><m:num>{above}</m:num><m:den>{below}</m:den></m:f>"


def in_parens(shown: str) -> str:
    """A negative number after a sign."""
    return "".join(str(piece) for piece in _within("(", (shown,), ")"))


printed = _Omml().printed
