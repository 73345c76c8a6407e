"""The lines as a table for spreadsheets, which add up by themselves; docs/explain.md describes its columns."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from quizgen.explaining.printing.rows import CELLS, Cell, rows
from quizgen.explaining.printing.wishes import USUAL, Wishes
from quizgen.explaining.table import Explanation
from quizgen.text.spreadsheet import MARK, decimal, written

_ASKED = {"global": ("whole", "through")}
"""Columns for readers that are several here."""


def as_csv(explanation: Explanation, wishes: Wishes = USUAL) -> str:
    """A head and a row for each line: of wishes the columns count, all of them where none is named."""
    columns = [name for wish in wishes.columns for name in _ASKED.get(wish, (wish,))] or list(CELLS)
    lines = (tuple(map(_cell, columns, row)) for row in rows(explanation, columns))
    return (MARK + written([columns, *lines])).decode()


def _cell(column: str, value: Cell) -> str:
    """A cell; nothing where it cannot be told. Points of several axes are in brackets, since they may be negative."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, tuple):
        return _one(value)
    if column == "input":
        return "; ".join(_joined(shape, "x") for shape in value if isinstance(shape, tuple))
    flat = [one for one in value if not isinstance(one, tuple)]
    return f"({_joined(flat, ', ')})" if column == "start" else _joined(flat, "x")


def _joined(values: Sequence[int | Fraction], between: str) -> str:
    return between.join(map(_one, values))


def _one(value: str | int | Fraction) -> str:
    return value if isinstance(value, str) else decimal(value)
