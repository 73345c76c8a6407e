r"""Texts as HTML for Anki's cards and for jupyterquiz: as for Moodle, but without what these two make of plain words.

Anki plays ``[sound:x]`` and sets ``[latex]``; jupyterquiz makes links of ``[x](y)`` and mathematics of ``$x$``.
"""

from __future__ import annotations

from html import escape

from quizgen.text.html import HtmlPrinter
from quizgen.text.nodes import Table

_MARKS = str.maketrans({"[": "&#91;", "$": "&#36;<span></span>"})
_IN_CODE = str.maketrans({"[": "&#91;", "$": "&#36;"})


class CardPrinter(HtmlPrinter):
    """Prints HTML for cards."""

    def string(self, text: str) -> str:
        """Words, of which nothing is played, linked or typeset."""
        return super().string(text).translate(_MARKS)

    def code(self, text: str) -> str:
        """The inside of ``<code>``."""
        return super().code(text).translate(_IN_CODE)

    def attribute(self, text: str) -> str:
        """Words within a tag, on one line."""
        return escape(" ".join(text.split())).replace("[", "&#91;")

    def literal(self, text: str) -> str:
        """The inside of a code block."""
        return self.code(text)

    def table(self, table: Table) -> str:
        """A table, wider ones to be scrolled; a listener hears its caption."""
        label, inner = self.attribute(table.caption), self.rows(table)
        return f'<div class="wide"><table aria-label="{label}">{inner}</table></div>'


CARD = CardPrinter()
