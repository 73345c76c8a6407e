"""XHTML for QTI."""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.templating.dialects import NUMBERS, PLAIN, escaped
from quizgen.text.xhtml import XHTML


def _named(words: str) -> str:
    """Words whose quotation marks have a name: Vue, in which players are written, knows them by no number."""
    return escaped(words).replace("&#34;", "&quot;")


QTI = replace(PLAIN, name="qti", printer=XHTML, writers={**NUMBERS, str: _named})
