"""The lines of a table with numbers in their cells, for programs: every line is a row, whatever readers are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from quizgen.explaining.table import Axes, Explanation, Line, Shape, one_or_all
from quizgen.model import Number

Cell: TypeAlias = str | Number | bool | Shape | Axes | tuple[Shape, ...] | None
"""Words, a number, one number an axis where they differ, a shape or several; None for what cannot be told."""


CELLS: Mapping[str, Callable[[Line], Cell]] = {
    "name": lambda line: line.name,
    "type": lambda line: line.type,
    "kind": lambda line: line.kind,
    "input": lambda line: line.input_shapes,
    "output": lambda line: line.output_shape,
    "parameters": lambda line: line.parameters,
    "trainable": lambda line: line.trainable,
    "macs": lambda line: line.macs,
    "memory": lambda line: line.output_bytes,
    "field": lambda line: one_or_all(line.receptive_field),
    "jump": lambda line: one_or_all(line.jump),
    "start": lambda line: one_or_all(line.start),
    "whole": lambda line: line.whole,
    "through": lambda line: line.through,
}
"""Each column of a program's table; ``memory`` is bytes of the output, ``whole`` and ``through`` are as in a Line."""


def rows(explanation: Explanation, columns: Sequence[str] = tuple(CELLS)) -> tuple[tuple[Cell, ...], ...]:
    """A row for each line, its cells those of ``columns``, which are keys of ``CELLS``; raises KeyError for others.

    ``macs``, ``field``, ``jump``, ``start``, ``memory`` and ``output`` are None where they cannot be told. ``field``,
    ``jump`` and ``start`` are one number where all axes agree, else a tuple with one for each axis, and whole or exact
    fractions.
    """
    cells = [CELLS[name] for name in columns]
    return tuple(tuple(cell(line) for cell in cells) for line in explanation.lines)
