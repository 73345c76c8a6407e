"""Words in lines, without markup."""

from __future__ import annotations

from markupsafe import Markup

from quizgen.templating.dialects import NUMBERS, Dialect
from quizgen.text.lines import LINES as PRINTER
from quizgen.text.lines import one_line


def _lines(value: object) -> Markup:
    return Markup(one_line(str(value)))  # noqa: S704 - there is no markup


LINES = Dialect("lines", PRINTER, _lines, NUMBERS)
