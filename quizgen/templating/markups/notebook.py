"""Markdown in notebooks, and programs."""

from __future__ import annotations

from jinja2 import StrictUndefined
from markupsafe import Markup

from quizgen.templating.dialects import ANGLES, Dialect
from quizgen.text.markdown import MARKDOWN
from quizgen.text.notebook import NOTEBOOK as PRINTER


def _notebook(value: object) -> Markup:
    return Markup(PRINTER.string(str(value)))  # noqa: S704 - just escaped


def _python(value: object) -> Markup:
    if isinstance(value, StrictUndefined):
        return Markup(str(value))  # noqa: S704 - raises: it has no value
    return Markup(repr(value))  # noqa: S704 - a literal


NOTEBOOK = Dialect("notebook", PRINTER, _notebook)
PYTHON = Dialect("python", MARKDOWN, _python, brackets=ANGLES)
"""A program, in which data are literals."""
