"""A network's table in every format: for readers as text, Markdown, LaTeX and HTML, for programs as CSV and JSON."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol, cast

from quizgen.explaining.printing.rows import rows
from quizgen.explaining.printing.wishes import COLUMNS, USUAL, Wishes
from quizgen.explaining.table import Explanation


class Printer(Protocol):
    """Makes a whole file of a table."""

    def __call__(self, explanation: Explanation, wishes: Wishes = USUAL, /) -> str:
        """The file; of the wishes count those that the format can fulfil."""


def _late(module: str) -> Printer:
    """The printer ``as_...`` of a module beside this one, imported when it prints: a table has one format."""

    def printed(explanation: Explanation, wishes: Wishes = USUAL, /) -> str:
        printer = getattr(import_module(f"{__name__}.{module}"), f"as_{module}")
        return cast("Printer", printer)(explanation, wishes)

    return printed


def as_html(explanation: Explanation, wishes: Wishes = USUAL, *, page: bool = True) -> str:
    """As in ``html``, imported late as well."""
    from quizgen.explaining.printing.html import as_html as made

    return made(explanation, wishes, page=page)


FORMATS: Mapping[str, Printer] = {
    "table": _late("text"),
    **{name: _late(name) for name in ("markdown", "json", "csv", "latex")},
    "html": as_html,
}
as_text = FORMATS["table"]

__all__ = ["COLUMNS", "FORMATS", "USUAL", "Wishes", "as_html", "as_text", "rows"]
