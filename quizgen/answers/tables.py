"""A grid as a plain table, for markups and terminals that need no more than words in its cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from quizgen.answers.grid import Grid
from quizgen.answers.numerical import Numerical
from quizgen.text import Table, Text
from quizgen.text.terminal import TERMINAL

Fill: TypeAlias = Callable[[int, Numerical], str]
"""What stands in an open cell, from its number in reading order."""


def table(grid: Grid, fill: Fill) -> Table:
    """The grid with every cell in words."""
    places = {place: number for number, place in enumerate(grid.places)}

    def cell(row: int, column: int) -> str:
        held = grid.cells[row][column]
        return TERMINAL.line(held) if isinstance(held, Text) else fill(places[row, column], held)

    columns = range(len(grid.columns))
    rows = tuple(
        (TERMINAL.line(heading), *(cell(row, column) for column in columns)) for row, heading in enumerate(grid.rows)
    )
    return Table((TERMINAL.line(grid.corner), *map(TERMINAL.line, grid.columns)), rows, TERMINAL.line(grid.about))


def keys(_: int, cell: Numerical) -> str:
    """The right value."""
    return TERMINAL.line(cell.key_words())
