"""Texts as one line of plain Unicode, for formats that keep each of them on a line of its own."""

from __future__ import annotations

import re

from quizgen.math.tree import Expr
from quizgen.text.filling import Segments
from quizgen.text.nodes import CodeBlock, Table, Text
from quizgen.text.printer import Printer
from quizgen.text.reader import blocks
from quizgen.text.terminal import TerminalPrinter

_SPACES = re.compile("[ \t\r\n\u2028\u2029]+")


class LinePrinter(TerminalPrinter):
    """Prints whatever a text has, one after the other."""

    def finished(self, shown: str) -> str:
        """The words without line breaks."""
        return one_line(shown)

    def display(self, expr: Expr) -> Segments:
        """Mathematics on a line of its own is a sentence of its own."""
        return (*self.math(expr), ".")

    def table(self, table: Table) -> str:
        """The rows of a table, each cell behind its column's heading."""
        return f"{'; '.join(rows(self, table))}."


def rows(printer: Printer, table: Table) -> list[str]:
    """Each row of a table as words of that printer: ``layer Conv2d, kernel_size 3``."""
    head = [printer.string(name) for name in table.header]
    cells = ([printer.string(cell) for cell in row] for row in table.rows)
    return [", ".join(f"{name} {cell}".strip() for name, cell in zip(head, row, strict=True)) for row in cells]


def one_line(words: str) -> str:
    """Words without line breaks."""
    return _SPACES.sub(" ", words).strip()


def lost(text: Text) -> str:
    """What of a text says nothing on one line: ``a table`` or ``a program``; nothing where there is no such."""
    if any(isinstance(value, Table) for value in text.values.values()):
        return "a table"
    return "a program" if any(isinstance(block, CodeBlock) for block in blocks(text.template)) else ""


LINES = LinePrinter()
