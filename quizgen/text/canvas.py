r"""Texts as HTML for Canvas, which keeps borders of tables and few other attributes.

It looks for ``\(`` and ``$$`` before it typesets anything, and not for ``\[``.
"""

from __future__ import annotations

from quizgen.math import latex
from quizgen.math.tree import Expr
from quizgen.text.filling import Segments
from quizgen.text.html import HtmlPrinter
from quizgen.text.nodes import Table
from quizgen.text.printer import mathematics


class CanvasPrinter(HtmlPrinter):
    """Prints HTML that Canvas's sanitizers leave as it is."""

    def display(self, expr: Expr) -> Segments:
        """Mathematics on a line of its own."""
        return ("<p>\\(\\displaystyle ", *mathematics(latex.printed(expr)), "\\)</p>")

    def table(self, table: Table) -> str:
        """A table with borders; its caption says what it is."""
        caption = f"<caption>{self.string(table.caption)}</caption>" if table.caption else ""
        return f'<table border="1" cellpadding="4">{caption}{self.rows(table)}</table>'


CANVAS = CanvasPrinter()
