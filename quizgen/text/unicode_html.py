"""Texts as HTML for learning platforms that set no mathematics: formulas are plain Unicode, on one line.

A line break counts where a program is shown: there it is a tag, so that the rest may be put on a line of its own.
"""

from __future__ import annotations

from fractions import Fraction
from html import escape

from quizgen.math import unicode
from quizgen.math.printing import grouped
from quizgen.math.tree import Expr
from quizgen.text.filling import Context, Segments, joined
from quizgen.text.html import HtmlPrinter
from quizgen.text.nodes import Table
from quizgen.text.printer import Printer, mathematics
from quizgen.text.terminal import TERMINAL

BREAK = "<br>"


class UnicodeHtmlPrinter(HtmlPrinter):
    """Prints such HTML."""

    def string(self, text: str) -> str:
        """Words, in which a control character is as visible as on a terminal."""
        return escape(TERMINAL.string(text))

    def code(self, text: str) -> str:
        """The inside of a code span."""
        return self.string(text)

    def number(self, number: int, place: Context) -> str:
        """A whole number."""
        return str(number) if place == "code" else grouped(number)

    def fraction(self, fraction: Fraction, place: Context) -> str:
        """A number that no decimal ends."""
        return Printer.fraction(self, fraction, place)

    def literal(self, text: str) -> str:
        """The inside of a code block."""
        return self.string(text).replace("\n", BREAK)

    def code_block(self, language: str, lines: list[Segments]) -> Segments:
        """A code block."""
        del language
        return ("<pre>", *joined(lines, BREAK), "</pre>")

    def math(self, expr: Expr) -> Segments:
        """Mathematics within a line."""
        return tuple(escape(one) if isinstance(one, str) else one for one in mathematics(unicode.printed(expr)))

    def display(self, expr: Expr) -> Segments:
        """Mathematics on a line of its own."""
        return ("<p>", *self.math(expr), "</p>")

    def table(self, table: Table) -> str:
        """A table with lines around its cells; a listener hears its caption."""
        label, inner = self.attribute(table.caption), self.rows(table)
        return f'<table border="1" cellpadding="4" aria-label="{label}">{inner}</table>'


UNICODE_HTML = UnicodeHtmlPrinter()
