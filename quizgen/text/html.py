r"""Texts as HTML for Moodle: prose escaped, mathematics as TeX between ``\(`` and ``\)``.

The HTML is also well-formed XML. MathJax finds its marks in any text, so in prose a tag parts them.
"""

from __future__ import annotations

from fractions import Fraction
from html import escape

from quizgen.math import latex
from quizgen.math.printing import grouped
from quizgen.math.tree import Expr
from quizgen.text.filling import Context, Segments, joined
from quizgen.text.nodes import Table
from quizgen.text.printer import Printer, mathematics

TABLE = "table table-sm table-bordered w-auto"
_BREAK = "<span></span>"


class HtmlPrinter(Printer):
    """Prints HTML."""

    def string(self, text: str) -> str:
        """Words, in which MathJax finds nothing to typeset."""
        shown = escape(text)
        if "\\" in shown or "$$" in shown:
            shown = shown.replace("\\", f"\\{_BREAK}").replace("$$", f"${_BREAK}$")
        return shown

    def code(self, text: str) -> str:
        """The inside of ``<code>``, which MathJax leaves alone."""
        return escape(text)

    def number(self, number: int, place: Context) -> str:
        """A whole number."""
        if place == "code":
            return str(number)
        if place == "math":
            return latex.digits(number)
        return grouped(number)

    def fraction(self, fraction: Fraction, place: Context) -> str:
        """A number that is not whole."""
        return latex.ratio(fraction) if place == "math" else super().fraction(fraction, place)

    def code_span(self, inner: Segments) -> Segments:
        """A code span."""
        return ("<code>", *inner, "</code>")

    def code_block(self, language: str, lines: list[Segments]) -> Segments:
        """A code block; Moodle keeps no word about its language."""
        del language
        return ("<pre><code>", *joined(lines), "</code></pre>")

    def math(self, expr: Expr) -> Segments:
        """Mathematics within a line."""
        return ("\\(", *mathematics(latex.printed(expr)), "\\)")

    def display(self, expr: Expr) -> Segments:
        """Mathematics on a line of its own."""
        return ("<p>\\[", *mathematics(latex.printed(expr)), "\\]</p>")

    def strong(self, inner: Segments) -> Segments:
        """Words that stand out."""
        return ("<strong>", *inner, "</strong>")

    def emph(self, inner: Segments) -> Segments:
        """Words with emphasis."""
        return ("<em>", *inner, "</em>")

    def paragraph(self, inner: Segments) -> Segments:
        """A paragraph."""
        return ("<p>", *inner, "</p>")

    def bullets(self, items: list[Segments]) -> Segments:
        """A list without numbers."""
        return ("<ul>", *(part for item in items for part in ("<li>", *item, "</li>")), "</ul>")

    def table(self, table: Table) -> str:
        """A table in the classes of Moodle's themes, wider ones to be scrolled; a listener hears its caption."""
        label, inner = self.attribute(table.caption), self.rows(table)
        return f'<div class="table-responsive"><table class="{TABLE}" aria-label="{label}">{inner}</table></div>'

    def rows(self, table: Table) -> str:
        """The inside of ``<table>``: headings of columns, and rows of cells."""
        head = "".join(f'<th scope="col">{self.word(cell)}</th>' for cell in table.header)
        rows = "".join(f"<tr>{''.join(f'<td>{self.word(cell)}</td>' for cell in row)}</tr>" for row in table.rows)
        return f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>"

    def attribute(self, text: str) -> str:
        """Words within a tag."""
        return escape(text)

    def document(self, printed: list[Segments]) -> Segments:
        """The blocks, one after the other."""
        return tuple(part for block in printed for part in block)


HTML = HtmlPrinter()
