"""Texts as HTML for PrairieLearn: as for Moodle, with nothing left in prose in which its MathJax finds a mark.

There a single dollar is one, too. PrairieLearn decodes the names of characters once more than it encodes them, so
words such as ``&lt;`` are parted as well.
"""

from __future__ import annotations

from html import escape, unescape

from quizgen.text.html import HtmlPrinter

_BREAK = "<span></span>"


class CoursePrinter(HtmlPrinter):
    """Prints HTML."""

    def string(self, text: str) -> str:
        """Words; a tag behind each dollar and backslash parts what would be a mark together."""
        return self.code(text).replace("\\", f"\\{_BREAK}").replace("$", f"${_BREAK}")

    def code(self, text: str) -> str:
        """The inside of ``<code>``."""
        shown = escape(text)
        return shown if unescape(text) == text else shown.replace("&amp;", f"&amp;{_BREAK}")


COURSE = CoursePrinter()
