"""HTML for pages in a browser."""

from __future__ import annotations

from quizgen.templating.dialects import NUMBERS, Dialect, escaped
from quizgen.text.pages import PAGE as PRINTER


def _page(value: object) -> object:
    """Data as it is: XML's own escaping is what comes after."""
    return value


PAGE = Dialect("page", PRINTER, _page, {**NUMBERS, str: escaped}, by_letter=True)
