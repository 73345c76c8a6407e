"""HTML whose mathematics is Unicode."""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.templating.dialects import PLAIN
from quizgen.text.unicode_html import UNICODE_HTML as PRINTER

UNICODE_HTML = replace(PLAIN, name="unicode-html", printer=PRINTER)
