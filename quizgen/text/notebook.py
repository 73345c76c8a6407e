"""Texts as Markdown for notebooks: what GitHub reads, and nothing that MathJax would take for mathematics afterwards.

Notebooks let MathJax look through the page that Markdown has become, where a dollar or a backslash that was escaped is
a bare one again. A tag behind it parts it from what follows.
"""

from __future__ import annotations

import re

from quizgen.text.markdown import MarkdownPrinter

APART = "<span></span>"
"""After what would begin mathematics."""
_MARKS = {r"\\": f"&#92;{APART}", r"\$": rf"\${APART}"}
_ESCAPED = re.compile(r"\\[\\$]")


class NotebookPrinter(MarkdownPrinter):
    """Prints Markdown for notebooks."""

    def string(self, text: str) -> str:
        """Words, in which nothing begins mathematics."""
        shown = super().string(text)
        return _ESCAPED.sub(lambda found: _MARKS[found[0]], shown) if "\\" in shown else shown


NOTEBOOK = NotebookPrinter()
