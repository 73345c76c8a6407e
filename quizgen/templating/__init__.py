"""Templates in the dialects of markup, escaped by the environment and not by the template's care.

All dialects but HTML are imported when they are asked for: whoever writes one format waits for no printer of others.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from quizgen.templating.dialects import PLAIN, XML, Dialect
from quizgen.templating.environments import Templates, encoded, encoded_json, encoded_whole

if TYPE_CHECKING:
    from quizgen.templating.markups.canvas import CANVAS
    from quizgen.templating.markups.card import CARD
    from quizgen.templating.markups.castext import CASTEXT
    from quizgen.templating.markups.gift import GIFT
    from quizgen.templating.markups.h5p import H5P_GAPS
    from quizgen.templating.markups.latex import AMC, GUEST, LATEX
    from quizgen.templating.markups.lines import LINES
    from quizgen.templating.markups.markdown import MARKDOWN
    from quizgen.templating.markups.mustache import MUSTACHE
    from quizgen.templating.markups.notebook import NOTEBOOK, PYTHON
    from quizgen.templating.markups.page import PAGE
    from quizgen.templating.markups.qti import QTI
    from quizgen.templating.markups.typst import TYPST
    from quizgen.templating.markups.unicode_html import UNICODE_HTML
    from quizgen.templating.markups.word import WORD

__all__ = [
    "AMC",
    "CANVAS",
    "CARD",
    "CASTEXT",
    "GIFT",
    "GUEST",
    "H5P_GAPS",
    "LATEX",
    "LINES",
    "MARKDOWN",
    "MUSTACHE",
    "NOTEBOOK",
    "PAGE",
    "PLAIN",
    "PYTHON",
    "QTI",
    "TYPST",
    "UNICODE_HTML",
    "WORD",
    "XML",
    "Dialect",
    "Templates",
    "encoded",
    "encoded_json",
    "encoded_whole",
]

_MARKUPS = {
    "AMC": "latex",
    "CANVAS": "canvas",
    "CARD": "card",
    "CASTEXT": "castext",
    "GIFT": "gift",
    "GUEST": "latex",
    "H5P_GAPS": "h5p",
    "LATEX": "latex",
    "LINES": "lines",
    "MARKDOWN": "markdown",
    "MUSTACHE": "mustache",
    "NOTEBOOK": "notebook",
    "PAGE": "page",
    "PYTHON": "notebook",
    "QTI": "qti",
    "TYPST": "typst",
    "UNICODE_HTML": "unicode_html",
    "WORD": "word",
}
"""Where each dialect that is imported late is."""

if not TYPE_CHECKING:  # a name that is none of these is a fault that mypy finds

    def __getattr__(name: str) -> Any:
        """Imports a dialect."""
        if name not in _MARKUPS:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.markups.{_MARKUPS[name]}"), name)
