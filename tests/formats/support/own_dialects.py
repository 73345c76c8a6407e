"""What each of our formats that are read back keeps of an item."""

from __future__ import annotations

from collections.abc import Mapping

from own_questions import Dialect, all_or_nothing

from quizgen.formats.moodle import rules
from quizgen.formats.qti.numbers import exact
from quizgen.text.canvas import CANVAS
from quizgen.text.html import HTML
from quizgen.text.markdown import MARKDOWN
from quizgen.text.xhtml import XHTML

DIALECTS: Mapping[str, Dialect] = {
    "moodle": Dialect(HTML, typed=lambda value: bool(rules.typed(value))),
    "qti12": Dialect(CANVAS, shares=all_or_nothing, typed=lambda _: False),
    "qti21": Dialect(XHTML, marked=True, typed=exact, menus=False, ordering=True, apart=True),
    "qti30": Dialect(XHTML, marked=True, typed=exact, menus=False, ordering=True, apart=True),
    "json": Dialect(MARKDOWN, html=False, menus=False, confirms=False, ordering=True, apart=True),
}
