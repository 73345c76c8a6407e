"""Texts as XHTML with native MathML, for readers that show mathematics without a script: QTI's items are such XML."""

from __future__ import annotations

from fractions import Fraction
from html import escape

from quizgen.math import mathml
from quizgen.math.printing import grouped
from quizgen.math.tree import Expr
from quizgen.text.filling import Context, Segments, joined
from quizgen.text.html import HtmlPrinter
from quizgen.text.nodes import Table
from quizgen.text.printer import Printer, mathematics


class XhtmlPrinter(HtmlPrinter):
    """Prints XHTML of elements that QTI 2.1 has, too."""

    def string(self, text: str) -> str:
        """Words."""
        return escape(text)

    def number(self, number: int, place: Context) -> str:
        """A whole number."""
        if place == "code":
            return str(number)
        return mathml.digits(number) if place == "math" else grouped(number)

    def fraction(self, fraction: Fraction, place: Context) -> str:
        """A number that is not whole."""
        return mathml.ratio(fraction) if place == "math" else Printer.fraction(self, fraction, place)

    def decimal(self, value: Fraction, digits: str, place: Context) -> str:
        """A number with a point."""
        if place != "math":
            return super().decimal(value, digits, place)
        minus = "\N{MINUS SIGN}" if value < 0 else ""
        return f"<mn>{minus}{grouped(int(abs(value)))}.{digits}</mn>"

    def guarded(self, shown: str) -> str:
        """A negative number after a sign."""
        return mathml.in_parens(shown)

    def code_block(self, language: str, lines: list[Segments]) -> Segments:
        """A code block, without ``code`` in it: qti3-item-player puts all that is in such an element on one line."""
        del language
        return ("<pre>", *joined(lines), "</pre>")

    def math(self, expr: Expr) -> Segments:
        """Mathematics within a line."""
        return mathematics(mathml.printed(expr))

    def display(self, expr: Expr) -> Segments:
        """Mathematics on a line of its own."""
        return ("<p>", *mathematics(mathml.printed(expr, display=True)), "</p>")

    def table(self, table: Table) -> str:
        """A table under its caption."""
        caption = f"<caption>{escape(table.caption)}</caption>"
        return f'<table class="table table-bordered">{caption}{self.rows(table)}</table>'


XHTML = XhtmlPrinter()
