"""A network's table in every format: for readers as text, Markdown, LaTeX and HTML, for programs as CSV and JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from quizgen.explaining.printing.csv import as_csv
from quizgen.explaining.printing.html import as_html
from quizgen.explaining.printing.json import as_json
from quizgen.explaining.printing.latex import as_latex
from quizgen.explaining.printing.markdown import as_markdown
from quizgen.explaining.printing.rows import rows
from quizgen.explaining.printing.text import as_text
from quizgen.explaining.printing.wishes import COLUMNS, USUAL, Wishes
from quizgen.explaining.table import Explanation


class Printer(Protocol):
    """Makes a whole file of a table."""

    def __call__(self, explanation: Explanation, wishes: Wishes = USUAL, /) -> str:
        """The file; of the wishes count those that the format can fulfil."""


FORMATS: Mapping[str, Printer] = {
    "table": as_text,
    "markdown": as_markdown,
    "json": as_json,
    "csv": as_csv,
    "latex": as_latex,
    "html": as_html,
}

__all__ = ["COLUMNS", "FORMATS", "USUAL", "Wishes", "as_html", "as_text", "rows"]
