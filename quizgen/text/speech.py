"""Texts as plain English in one line, for alternative texts and for reading aloud."""

from __future__ import annotations

from fractions import Fraction

from quizgen.math import speech
from quizgen.math.printing import grouped
from quizgen.math.tree import Expr
from quizgen.text.filling import Context, Segments, joined
from quizgen.text.nodes import Table, Text
from quizgen.text.printer import Printer, mathematics


class SpeechPrinter(Printer):
    """Prints words only."""

    def string(self, text: str) -> str:
        """Words, on one line."""
        return " ".join(text.split("\n"))

    def code(self, text: str) -> str:
        """Code is read as it is written."""
        return self.string(text)

    def number(self, number: int, place: Context) -> str:
        """A whole number."""
        if place == "code":
            return str(number)
        return f"minus {grouped(-number)}" if number < 0 else grouped(number)

    def fraction(self, fraction: Fraction, place: Context) -> str:
        """A number that is not whole."""
        return f"{self.number(fraction.numerator, place)} over {self.number(fraction.denominator, place)}"

    def guarded(self, shown: str) -> str:
        """A negative number after a sign; parentheses are not heard."""
        return shown

    def code_span(self, inner: Segments) -> Segments:
        """A code span."""
        return inner

    def code_block(self, language: str, lines: list[Segments]) -> Segments:
        """A code block line by line, told apart by pauses; an empty line is not heard."""
        del language
        return ("Code: ", *joined(filter(None, lines), "; "), ". End of code.")

    def math(self, expr: Expr) -> Segments:
        """Mathematics within a line."""
        return mathematics(speech.printed(expr))

    def display(self, expr: Expr) -> Segments:
        """Mathematics on a line of its own is a sentence of its own."""
        return (*self.math(expr), ".")

    def strong(self, inner: Segments) -> Segments:
        """Words that stand out elsewhere."""
        return inner

    def emph(self, inner: Segments) -> Segments:
        """Words with emphasis elsewhere."""
        return inner

    def paragraph(self, inner: Segments) -> Segments:
        """A paragraph."""
        return inner

    def bullets(self, items: list[Segments]) -> Segments:
        """A list, its items told apart by pauses."""
        return (*(part for number, item in enumerate(items) for part in ("; " if number else "", *item)), ".")

    def table(self, table: Table) -> str:
        """A table row by row, each cell after its column's name."""
        rows = (
            f"Row {number}: {'; '.join(f'{name}, {cell}' for name, cell in zip(table.header, row, strict=True))}."
            for number, row in enumerate(table.rows, start=1)
        )
        return self.string(" ".join([f"Table: {table.caption.rstrip('.')}.", *rows]))

    def document(self, printed: list[Segments]) -> Segments:
        """The blocks, one after the other."""
        return tuple(part for number, block in enumerate(printed) for part in (" " if number else "", *block))


SPEECH = SpeechPrinter()


def one_sentence(text: Text) -> bool:
    """Whether a text of one paragraph is spoken as one sentence, with a full stop at its end and none before."""
    spoken = SPEECH.line(text)
    return spoken.endswith(".") and ". " not in spoken
