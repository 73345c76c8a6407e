"""WordprocessingML."""

from __future__ import annotations

from quizgen.templating.dialects import NUMBERS, XML, Dialect, escaped
from quizgen.text.word import WORD as PRINTER

WORD = Dialect("word", PRINTER, XML.data, {**NUMBERS, str: escaped}, by_letter=True)
