"""LaTeX, and LaTeX for Auto Multiple Choice."""

from __future__ import annotations

from dataclasses import replace

from markupsafe import Markup

from quizgen.templating.dialects import ANGLES, NUMBERS, Dialect
from quizgen.text.amc import AMC as AMC_PRINTER
from quizgen.text.latex import LATEX as PRINTER


def _latex(value: object) -> Markup:
    return Markup(PRINTER.string(str(value)))  # noqa: S704 - just escaped


LATEX = Dialect("latex", PRINTER, _latex, NUMBERS, brackets=ANGLES)
AMC = replace(LATEX, name="amc", printer=AMC_PRINTER)
