r"""Texts as HTML within GIFT, the text in which Moodle and others write questions: HTML as for Moodle, escaped.

GIFT has one meaning for each of ``\ ~ = # { } :``, in every place, and a backslash takes it away. An unescaped brace is
no error: Moodle takes it for the answers. It trims lines, and a blank one, or a ``0`` alone, ends a question,
so line breaks are written as ``\n``.
"""

from __future__ import annotations

import re

from quizgen.errors import QuizgenError
from quizgen.text.html import HtmlPrinter

_ESCAPES = str.maketrans({mark: f"\\{mark}" for mark in "\\~=#{}:"} | {"\n": "\\n", "\r": None})
_ENTITIES = {"[": "&\\#91;", "%": "&\\#37;"}
"""What begins a field's format, or an option's grade."""
_PLACEHOLDER = re.compile(r"&&0(?:10|35|58|61|92|12[356])")
"""What Moodle writes for escaped characters while it reads, and turns back into these."""


class GiftPrinter(HtmlPrinter):
    """Prints HTML that is escaped as a whole."""

    def finished(self, shown: str) -> str:
        """A field's HTML in GIFT, of which nothing is taken for its format or grade; space around it says nothing."""
        field = shown.strip()
        start = field[:1]
        return _ENTITIES[start] + escaped(field[1:]) if start in _ENTITIES else escaped(field)


def escaped(words: str) -> str:
    """Words that stand for themselves; raises QuizgenError for those that Moodle would change all the same."""
    if found := _PLACEHOLDER.search(words):
        raise QuizgenError(f"Moodle reads '{found[0]}' in GIFT as another character: reword it, or write moodle")
    return words.translate(_ESCAPES)


GIFT = GiftPrinter()
