"""HTML for cards and for jupyterquiz."""

from __future__ import annotations

from markupsafe import Markup

from quizgen.templating.dialects import Dialect
from quizgen.text.cards import CARD as PRINTER


def _card(value: object) -> Markup:
    """Words for an attribute or a menu, on one line: genanki warns of tags over several."""
    return Markup(PRINTER.attribute(str(value)))  # noqa: S704 - just escaped


CARD = Dialect("card", PRINTER, _card)
