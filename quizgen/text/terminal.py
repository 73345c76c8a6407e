"""Texts as plain Unicode for the terminal; colour and wrapping are the terminal's own business."""

from __future__ import annotations

from functools import cache

from quizgen.math import unicode
from quizgen.math.printing import grouped
from quizgen.math.tree import Expr
from quizgen.text import terminal_tables
from quizgen.text.columns import columns
from quizgen.text.filling import Context, Segments, joined
from quizgen.text.nodes import Table
from quizgen.text.printer import Printer, mathematics

# A control character in data could move the cursor or change colours.
_CONTROLS = {code: "\N{REPLACEMENT CHARACTER}" for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in b"\n\t"}

_INDENT = "    "


class TerminalPrinter(Printer):
    """Prints plain text; a table that is wider than ``width`` columns becomes a block for each row."""

    def __init__(self, width: int | None = None) -> None:
        self._width = width

    def string(self, text: str) -> str:
        """Words."""
        return text.translate(_CONTROLS)

    def code(self, text: str) -> str:
        """Code, which looks like words here."""
        return text.translate(_CONTROLS)

    def number(self, number: int, place: Context) -> str:
        """A whole number."""
        return str(number) if place == "code" else grouped(number)

    def code_span(self, inner: Segments) -> Segments:
        """A code span."""
        return inner

    def literal(self, text: str) -> str:
        """The inside of a code block, indented as a whole."""
        return self.code(text).replace("\n", f"\n{_INDENT}")

    def code_block(self, language: str, lines: list[Segments]) -> Segments:
        """A code block; a line that begins with a space is never wrapped."""
        del language
        return (_INDENT, *joined(lines, f"\n{_INDENT}"))

    def math(self, expr: Expr) -> Segments:
        """Mathematics within a line."""
        return mathematics(unicode.printed(expr))

    def display(self, expr: Expr) -> Segments:
        """Mathematics on a line of its own."""
        return (_INDENT, *self.math(expr))

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
        """A list without numbers."""
        return tuple(part for number, item in enumerate(items) for part in ("\n• " if number else "• ", *item))

    def table(self, table: Table) -> str:
        """A table whose columns stand below each other, or where these have no room its rows as labels and values."""
        header, *rows = ([self.word(cell) for cell in row] for row in (table.header, *table.rows))
        lines = terminal_tables.aligned(header, rows)
        if self._width is not None and max(map(columns, lines)) > self._width:
            lines = terminal_tables.blocks(header, rows, self._width)
        return "\n".join(lines)

    def document(self, printed: list[Segments]) -> Segments:
        """The blocks, with an empty line between them."""
        return tuple(part for number, block in enumerate(printed) for part in ("\n\n" if number else "", *block))


TERMINAL = TerminalPrinter()


@cache
def terminal(width: int) -> TerminalPrinter:
    """The printer for a terminal of so many columns."""
    return TerminalPrinter(width)
