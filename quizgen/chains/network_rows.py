"""The table of a small network as cells: quantities that follow from the rows before them, and what is given."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

from quizgen.answers import Values
from quizgen.asking.linked import ForPoint, Quantity
from quizgen.chains.small_networks import numbers
from quizgen.formulas import network_rows as rows
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr
from quizgen.misconceptions import network_rows as mistakes
from quizgen.misconceptions.kinds import Misconception, Shape, Trees
from quizgen.text import Text

Cell: TypeAlias = Quantity | ForPoint
Cells: TypeAlias = tuple[Cell, Cell, Cell]
RowValues: TypeAlias = tuple[Values, int, int]
"""What a layer makes: its output shape, how many parameters it has, the receptive field of a unit."""
COLUMNS = ("Output shape", "Parameters", "Receptive field")


@cache
def cells(shape: Shape, done: int) -> tuple[Cells, ...]:
    """The cells of every row, the first ``done`` rows given; parameters and fields that nobody counts are given too."""
    return tuple(
        _given(shape, place) if place <= done else _asked(shape, place, done) for place in range(1, len(shape) + 1)
    )


def asked(table: Iterable[Cells], found: Iterable[RowValues]) -> Values:
    """The numbers of the open cells in reading order, from what is found in every row."""
    held = (
        (cell, values)
        for three, (shape, count, field) in zip(table, found, strict=True)
        for cell, values in zip(three, (shape, (count,), (field,)), strict=True)
    )
    return tuple(number for cell, values in held if isinstance(cell, Quantity) for number in values)


def _given(shape: Shape, place: int) -> Cells:
    """A row with a window that is done."""
    size = " × ".join(f"{{{name}}}" for name in rows.shape_names(shape[place - 1], place))
    return _filled(size), _filled(f"{{parameters_{place}}}"), _filled(f"{{receptive_field_{place}}}")


def _filled(template: str) -> ForPoint:
    return lambda p: Text(template, numbers(p))


def _asked(shape: Shape, place: int, done: int) -> Cells:
    step = shape[place - 1]

    def quantity(names: tuple[str, ...], trees: Trees, wrong: tuple[Misconception, ...]) -> Quantity:
        return Quantity(names, trees, wrong).placed(_meaning(shape, place, done))

    size: Cell = _filled(f"{{features_out_{place}}}")
    count: Cell = _filled("0")
    field: Cell = _filled("–")
    if step != "linear":
        size = quantity(rows.shape_names(step, place), rows.output_shape(step), mistakes.SHAPE[step])
    if step in rows.PARAMETERS:
        count = quantity((f"parameters_{place}",), (rows.PARAMETERS[step],), mistakes.PARAMETERS[step])
    if step not in rows.FLAT:
        field = quantity((f"receptive_field_{place}",), (rows.field(step),), mistakes.of_field(step, place))
    return size, count, field


def _meaning(shape: Shape, place: int, done: int) -> dict[str, Expr]:
    """What a row's formulas speak of: numbers of rows before it, and of the point where these rows are given."""
    known = rows.whole(shape[:done])
    return {name: substitute(tree, known) for name, tree in rows.links(shape, place).items()}
