"""Texts as HTML for PrairieLearn: as for Moodle, with nothing left in prose in which its MathJax finds a mark.

There a single dollar is one, too.
"""

from __future__ import annotations

from html import escape

from quizgen.text.html import HtmlPrinter

_BREAK = "<span></span>"


class CoursePrinter(HtmlPrinter):
    """Prints HTML."""

    def string(self, text: str) -> str:
        """Words; a tag behind each dollar and backslash parts what would be a mark together."""
        return escape(text).replace("\\", f"\\{_BREAK}").replace("$", f"${_BREAK}")


COURSE = CoursePrinter()
