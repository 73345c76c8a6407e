"""LaTeX, and LaTeX for Auto Multiple Choice."""

from __future__ import annotations

from markupsafe import Markup
from msgspec.structs import replace

from quizgen.templating.dialects import ANGLES, NUMBERS, Dialect
from quizgen.text.amc import AMC as AMC_PRINTER
from quizgen.text.latex import LATEX as PRINTER
from quizgen.text.latex_characters import DECLARED


def _latex(value: object) -> Markup:
    return Markup(PRINTER.string(str(value)))  # noqa: S704 - just escaped


def _guest(value: object) -> Markup:
    """Words whose special characters no preamble has to declare."""
    return Markup("".join(DECLARED.get(one, one) for one in PRINTER.string(str(value))))  # noqa: S704 - just escaped


LATEX = Dialect("latex", PRINTER, _latex, NUMBERS, brackets=ANGLES)
AMC = replace(LATEX, name="amc", printer=AMC_PRINTER)
GUEST = replace(LATEX, name="latex-guest", data=_guest)
"""LaTeX for somebody else's document."""
