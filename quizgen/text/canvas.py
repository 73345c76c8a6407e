"""Texts as HTML for Canvas, which keeps borders of tables and few other attributes."""

from __future__ import annotations

from quizgen.text.html import HtmlPrinter
from quizgen.text.nodes import Table


class CanvasPrinter(HtmlPrinter):
    """Prints HTML that Canvas's sanitizers leave as it is."""

    def table(self, table: Table) -> str:
        """A table with borders; its caption says what it is."""
        head = "".join(f'<th scope="col">{self.string(cell)}</th>' for cell in table.header)
        rows = "".join(f"<tr>{''.join(f'<td>{self.string(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
        inner = f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"
        caption = f"<caption>{self.string(table.caption)}</caption>" if table.caption else ""
        return f'<table border="1" cellpadding="4">{caption}{inner}</table>'


CANVAS = CanvasPrinter()
