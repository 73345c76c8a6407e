"""Markdown."""

from __future__ import annotations

from markupsafe import Markup

from quizgen.templating.dialects import Dialect
from quizgen.text.markdown import MARKDOWN as PRINTER


def _markdown(value: object) -> Markup:
    return Markup(PRINTER.string(str(value)))  # noqa: S704 - just escaped


MARKDOWN = Dialect("markdown", PRINTER, _markdown)
