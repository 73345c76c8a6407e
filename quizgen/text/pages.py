"""Texts as HTML for a browser: mathematics as native MathML, wide things in boxes that can be scrolled."""

from __future__ import annotations

from html import escape

from quizgen.math import mathml
from quizgen.math.printing import Pieces
from quizgen.math.tree import Expr
from quizgen.text.filling import Segments, joined
from quizgen.text.nodes import Table
from quizgen.text.printer import mathematics
from quizgen.text.unbroken import unbroken
from quizgen.text.xhtml import XhtmlPrinter

_NAMED = f' xmlns="{mathml.NAMESPACE}"'


class PagePrinter(XhtmlPrinter):
    """Prints HTML5."""

    def string(self, text: str) -> str:
        """Words."""
        return super().string(unbroken(text))

    def code(self, text: str) -> str:
        """The inside of a code span, which may go on in another line behind a bracket: a telephone is narrow."""
        return escape(text).replace("(", "(<wbr>")

    def literal(self, text: str) -> str:
        """The inside of a code block."""
        return escape(text)

    def code_block(self, language: str, lines: list[Segments]) -> Segments:
        """A program."""
        del language
        return ('<pre class="wide"><code>', *joined(lines), "</code></pre>")

    def math(self, expr: Expr) -> Segments:
        """Mathematics within a line."""
        return mathematics(_bare(mathml.printed(expr)))

    def display(self, expr: Expr) -> Segments:
        """Mathematics on a line of its own."""
        return ('<div class="wide">', *mathematics(_bare(mathml.printed(expr, display=True))), "</div>")

    def table(self, table: Table) -> str:
        """A table under its caption."""
        return f'<div class="wide"><table><caption>{escape(table.caption)}</caption>{self.rows(table)}</table></div>'

    def rows(self, table: Table) -> str:
        """The inside of ``<table>``; the first cell of a row heads it."""
        head = "".join(f'<th scope="col">{self.word(cell)}</th>' for cell in table.header)
        rows = "".join(f"<tr>{self._row(*row)}</tr>" for row in table.rows)
        return f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"

    def _row(self, first: str, *others: str) -> str:
        cells = "".join(f"<td>{self.word(cell)}</td>" for cell in others)
        return f'<th scope="row">{self.word(first)}</th>{cells}'


def _bare(pieces: Pieces) -> Pieces:
    """Without the name of MathML, which a reader of HTML knows."""
    return tuple(piece.replace(_NAMED, "") if isinstance(piece, str) else piece for piece in pieces)


PAGE = PagePrinter()
