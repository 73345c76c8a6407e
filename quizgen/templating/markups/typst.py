"""Typst."""

from __future__ import annotations

from jinja2 import StrictUndefined
from markupsafe import Markup

from quizgen.errors import FormulaError
from quizgen.math.typst import literal
from quizgen.templating.dialects import NUMBERS, Dialect
from quizgen.text.typst import TYPST as PRINTER


def _typst(value: object) -> Markup:
    return Markup(_typst_literal(value))  # noqa: S704 - just made a literal


def _typst_literal(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(int(value) if isinstance(value, int) else float(value))
    if isinstance(value, str | StrictUndefined):
        return literal(str(value))
    raise FormulaError(f"a Typst template puts out {value!r}, which is neither a text, words nor a number")


TYPST = Dialect("typst", PRINTER, _typst, {**NUMBERS, str: literal})
