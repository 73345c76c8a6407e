"""Texts as plain words for letters of any width: a table is a line for each of its rows, with the labels of columns."""

from __future__ import annotations

from functools import cache

from quizgen.text.filling import Pattern
from quizgen.text.nodes import Paragraph, Table, Text
from quizgen.text.reader import blocks
from quizgen.text.terminal import TerminalPrinter


class LinesPrinter(TerminalPrinter):
    """Prints such words."""

    def table(self, table: Table) -> str:
        """``layer: Conv2d; kernel: 3``."""
        rows = (
            "; ".join(
                self.string(f"{label}: {cell}" if label else cell)
                for label, cell in zip(table.header, row, strict=True)
                if cell
            )
            for row in table.rows
        )
        return "\n".join(f"• {row}" for row in rows)

    def headed(self, text: Text) -> tuple[str, tuple[str, ...]]:
        """The first paragraph, or where there is none the first block, and all other blocks."""
        shown = [self.fill(pattern, text) for pattern in self._each(text.template)]
        if not shown:
            return "", ()
        first = next((n for n, block in enumerate(blocks(text.template)) if isinstance(block, Paragraph)), 0)
        return shown[first], (*shown[:first], *shown[first + 1 :])

    @cache  # noqa: B019 - printers live as long as the process
    def _each(self, template: str) -> tuple[Pattern, ...]:
        return tuple(self._pattern(self._block(block)) for block in blocks(template))


LINES = LinesPrinter()
