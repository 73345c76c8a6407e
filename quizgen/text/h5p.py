"""Texts as the HTML that H5P's questions take: paragraphs, emphasis and line breaks, and mathematics in plain Unicode.

Of other elements a site keeps nothing when a package is uploaded, and TeX is typeset only where it has an add-on.
"""

from __future__ import annotations

import re
from fractions import Fraction
from html import escape

from quizgen.math import unicode
from quizgen.math.printing import grouped
from quizgen.math.tree import Expr
from quizgen.text.filling import Context, Segment, Segments, joined
from quizgen.text.html import HtmlPrinter
from quizgen.text.lines import LinePrinter, rows
from quizgen.text.nodes import Table
from quizgen.text.printer import Printer, mathematics

_INDENT = re.compile(r"^ +|(?<=\n) +| {2,}")
BREAK = "<br/>"


class H5pPrinter(HtmlPrinter):
    """Prints HTML of few elements."""

    def code(self, text: str) -> str:
        """Code, for which there is no element: words."""
        return self.string(text)

    def literal(self, text: str) -> str:
        """The inside of a program, whose lines and spaces are kept."""
        spaced = _INDENT.sub(lambda found: "\N{NO-BREAK SPACE}" * len(found[0]), text)
        return self.string(spaced).replace("\n", BREAK)

    def number(self, number: int, place: Context) -> str:
        """A whole number."""
        return str(number) if place == "code" else grouped(number)

    def fraction(self, fraction: Fraction, place: Context) -> str:
        """A number that is not whole."""
        return Printer.fraction(self, fraction, place)

    def code_span(self, inner: Segments) -> Segments:
        """A code span."""
        return inner

    def code_block(self, language: str, lines: list[Segments]) -> Segments:
        """A program as a paragraph with its own lines."""
        del language
        return ("<p>", *joined(lines, BREAK), "</p>")

    def math(self, expr: Expr) -> Segments:
        """Mathematics within a line."""
        return tuple(map(_escaped, mathematics(unicode.printed(expr))))

    def display(self, expr: Expr) -> Segments:
        """Mathematics on a line of its own."""
        return self.paragraph(self.math(expr))

    def bullets(self, items: list[Segments]) -> Segments:
        """A list without numbers."""
        return self.paragraph(joined([("• ", *item) for item in items], BREAK))

    def table(self, table: Table) -> str:
        """A table as a paragraph with a line for each row."""
        return f"<p>{BREAK.join(rows(self, table))}</p>"


class H5pGapPrinter(H5pPrinter):
    """Prints HTML around gaps, in which no star opens one."""

    def finished(self, shown: str) -> str:
        """The HTML without stars."""
        return shown.replace("*", "&#42;")


class H5pWordsPrinter(LinePrinter):
    """Prints one line of words for a field that takes no elements, and is put into the page as it is."""

    def finished(self, shown: str) -> str:
        """The line, in which nothing is markup and ``@score`` no number."""
        return escape(super().finished(shown)).replace("@", "&#64;")


def _escaped(part: Segment) -> Segment:
    return escape(part) if isinstance(part, str) else part


H5P = H5pPrinter()
H5P_GAPS = H5pGapPrinter()
H5P_WORDS = H5pWordsPrinter()
