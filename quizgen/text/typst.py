"""Texts as Typst expressions in code mode: ``{par({"..."; ...}); ...}``.

Every string is an escaped literal, so nothing in a text or in an item's data is ever markup. Mathematics carries its
words as alternative text, which PDF/UA asks for.
"""

from __future__ import annotations

import re
from fractions import Fraction

from quizgen.math import speech
from quizgen.math import typst as mathematics_in_typst
from quizgen.math.printing import grouped
from quizgen.math.tree import Expr
from quizgen.math.typst import digits, literal, ratio
from quizgen.text.filling import Context, Gap, Segments, joined
from quizgen.text.nodes import Table
from quizgen.text.printer import Printer, mathematics
from quizgen.text.speech import SPEECH
from quizgen.text.unbroken import unbroken

# Where words begin and end until all of them are there; in words themselves both are escaped.
_BEGIN, _END = "\2", "\3"
_EVEN = re.compile("[ -~×]*")


class TypstPrinter(Printer):
    """Prints statements, each with its semicolon, that join to content."""

    def string(self, text: str) -> str:
        """Words."""
        return f"{_BEGIN}{literal(text)[1:-1]}{_END}; "

    def finished(self, shown: str) -> str:
        """Words that follow each other are one string, which Typst reads sooner."""
        return shown.replace(f"{_END}; {_BEGIN}", "").replace(_BEGIN, '"').replace(_END, '"')

    def code(self, text: str) -> str:
        """The inside of a string literal."""
        return literal(text)[1:-1]

    def number(self, number: int, place: Context) -> str:
        """A whole number."""
        if place == "math":
            return digits(number)
        if place == "alt":
            return SPEECH.number(number, "prose")
        return str(number) if place == "code" else self.string(grouped(number))

    def fraction(self, fraction: Fraction, place: Context) -> str:
        """A number that is not whole."""
        if place == "math":
            return ratio(fraction)
        if place == "alt":
            return SPEECH.fraction(fraction, "prose")
        if place == "code":
            return str(fraction)
        return self.string(f"{grouped(fraction.numerator)}/{grouped(fraction.denominator)}")

    def decimal(self, value: Fraction, digits: str, place: Context) -> str:
        """A number with a point."""
        shown = super().decimal(abs(value), digits, "code")
        if place == "math":
            return f"-{shown}" if value < 0 else shown
        if place == "alt":
            return SPEECH.decimal(value, digits, "prose")
        minus = "-" if place == "code" else "\N{MINUS SIGN}"
        signed = minus + shown if value < 0 else shown
        return signed if place == "code" else self.string(signed)

    def code_span(self, inner: Segments) -> Segments:
        """A code span."""
        return ('raw("', *inner, '"); ')

    def code_block(self, language: str, lines: list[Segments]) -> Segments:
        """A code block, coloured in its language."""
        return ('raw("', *joined(lines, "\\n"), f'", block: true, lang: {literal(language) if language else "none"}); ')

    def math(self, expr: Expr) -> Segments:
        """Mathematics within a line."""
        return _equation(expr, block="false")

    def display(self, expr: Expr) -> Segments:
        """Mathematics on a line of its own."""
        return _equation(expr, block="true")

    def strong(self, inner: Segments) -> Segments:
        """Words that stand out."""
        return ("strong({", *inner, "}); ")

    def emph(self, inner: Segments) -> Segments:
        """Words with emphasis."""
        return ("emph({", *inner, "}); ")

    def paragraph(self, inner: Segments) -> Segments:
        """A paragraph."""
        return ("par({", *inner, "}); ")

    def bullets(self, items: list[Segments]) -> Segments:
        """A list without numbers."""
        return ("list(", *(part for item in items for part in ("{", *item, "}, ")), "); ")

    def table(self, table: Table) -> str:
        """A table; how it looks is the template's business."""
        head = ", ".join(literal(cell) for cell in table.header)
        cells = "".join(f", {literal(cell)}" for row in table.rows for cell in row)
        return f"table(columns: {_columns(table)}, table.header({head}){cells}); "

    def document(self, printed: list[Segments]) -> Segments:
        """The blocks as one expression."""
        return self.alone(tuple(part for block in printed for part in block))

    def alone(self, inner: Segments) -> Segments:
        """Statements as one expression, which is content even if there are none."""
        return ("{[]; ", *inner, "}")


class PaperPrinter(TypstPrinter):
    """The same for lines that are broken."""

    def string(self, text: str) -> str:
        """Words."""
        return super().string(unbroken(text))


def _columns(table: Table) -> str:
    """How many characters each column has, where all are as wide as each other on paper; else how many columns."""
    columns = tuple(zip(table.header, *table.rows, strict=True))
    if not all(_EVEN.fullmatch(cell) for column in columns for cell in column):
        return str(len(columns))
    return f"wide({', '.join(str(max(map(len, column))) for column in columns)})"


def _equation(expr: Expr, block: str) -> Segments:
    spoken = (literal(part)[1:-1] if isinstance(part, str) else Gap(part.name, "alt") for part in speech.printed(expr))
    shown = mathematics(mathematics_in_typst.printed(expr))
    return ('math.equation(alt: "', *spoken, f'", block: {block}, $', *shown, "$); ")


TYPST = PaperPrinter()
ONE_LINE = TypstPrinter()
"""With blanks as they stand in the text, as what is known by its print has had them."""
