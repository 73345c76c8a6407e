"""A table for readers as cells in print, before any markup."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from quizgen.explaining.printing.columns import COLUMNS
from quizgen.explaining.printing.numbers import NONE
from quizgen.explaining.printing.shown import Shown
from quizgen.explaining.table import Explanation

Cells: TypeAlias = tuple[str, ...]
OPEN = [name for name, column in COLUMNS.items() if not column.sum and name not in ("name", "type")]
"""What a row of hidden lines does not tell."""


class Grid(Struct, frozen=True):
    """The columns by name, their heads, the rows and the last one; ``names`` are those of the rows' layers alone."""

    columns: tuple[str, ...]
    head: Cells
    rows: tuple[Cells, ...]
    total: Cells
    names: tuple[str, ...]

    @property
    def words(self) -> tuple[bool, ...]:
        """Which columns hold words, which stand left."""
        return tuple(COLUMNS[name].words for name in self.columns)


def grid(explanation: Explanation, rows: Sequence[Shown], columns: Sequence[str]) -> Grid:
    """The cells of these columns, of which the name is the first.

    Where there is none for types, what is folded stands behind the layer's name.
    """
    chosen = [COLUMNS[name] for name in columns]
    told = [row for row in rows if not _is_empty(explanation, row, columns)]
    return Grid(
        tuple(columns),
        tuple(column.head for column in chosen),
        tuple(_cells(explanation, row, columns) for row in told),
        tuple(column.total(explanation) for column in chosen),
        tuple(row.name for row in told),
    )


def _cells(explanation: Explanation, row: Shown, columns: Sequence[str]) -> Cells:
    if row.beside and "type" not in columns:
        row = replace(row, name=", ".join((row.name, *row.beside)))
    return tuple(NONE if row.hidden and name in OPEN else COLUMNS[name].cell(row, explanation) for name in columns)


def _is_empty(explanation: Explanation, row: Shown, columns: Sequence[str]) -> bool:
    """Whether a row of hidden lines adds nothing to any sum."""
    return row.hidden and {COLUMNS[name].cell(row, explanation) for name in columns if COLUMNS[name].sum} <= {"0"}
