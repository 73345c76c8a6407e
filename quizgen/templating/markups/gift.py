"""GIFT."""

from __future__ import annotations

from markupsafe import Markup

from quizgen.templating.dialects import ANGLES, NUMBERS, Dialect
from quizgen.text.gift import GIFT as PRINTER
from quizgen.text.gift import escaped


def _gift(value: object) -> Markup:
    return Markup(escaped(str(value)))  # noqa: S704 - just escaped


GIFT = Dialect("gift", PRINTER, _gift, NUMBERS, brackets=ANGLES)
