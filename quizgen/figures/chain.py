"""A chain of layers: one box for the input and one for each layer, joined by arrows, in as many rows as it takes.

Both drawings use a type in which every character is equally wide, so the layout counts characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from quizgen.errors import FormulaError
from quizgen.text.columns import columns, left
from quizgen.text.terminal import TERMINAL

PAGE_COLUMNS = 92
FRAME, ARROW = 4, 3
ADVANCE = 6.7
"""Pixels a character, on a page."""


class Box(Struct, frozen=True, dict=True):
    """A name and the lines below it; ``column`` is its left edge, in characters."""

    name: str
    lines: tuple[str, ...]
    column: int

    @cached_property
    def width(self) -> int:
        """Characters from edge to edge."""
        return FRAME + max(map(columns, (self.name, *self.lines)))

    @cached_property
    def end(self) -> int:
        """The right edge."""
        return self.column + self.width

    @cached_property
    def left(self) -> int:
        """The left edge in pixels."""
        return round(self.column * ADVANCE)

    @cached_property
    def wide(self) -> int:
        """The width in pixels."""
        return round(self.width * ADVANCE)


class Chain(Struct, frozen=True, dict=True):
    """Boxes in reading order, in rows; a row after the first leaves room for the arrow that leads to it."""

    rows: tuple[tuple[Box, ...], ...]

    @cached_property
    def height(self) -> int:
        """Lines of the box that has most, its name counted."""
        return 1 + max(len(box.lines) for row in self.rows for box in row)

    @cached_property
    def width(self) -> int:
        """Characters of the widest row; one that goes on has an arrow at its end."""
        ends = [row[-1].end for row in self.rows]
        return max(ends[-1], *(end + ARROW for end in ends[:-1]), 0)

    @cached_property
    def pixels(self) -> int:
        """The width in pixels."""
        return round(self.width * ADVANCE)


def read(params: Mapping[str, Any], room: int) -> Chain:
    """The chain of a figure's ``{"input": words, "layers": [{"type": "Conv2d", "kernel_size": 3, ...}, ...]}``.

    ``room`` is in characters. Raises FormulaError for other params.
    """
    match params:
        case {"input": str(source), "layers": [_, *_] as layers, **rest} if not rest and all(map(_is_layer, layers)):
            contents = [(source, ()), *((str(layer["type"]), _arguments(layer)) for layer in layers)]
            return Chain(tuple(_rows(contents, room)))
    raise FormulaError(f"a chain figure takes words as 'input' and 'layers' with a 'type' each, not {dict(params)}")


def _is_layer(layer: object) -> bool:
    return isinstance(layer, Mapping) and "type" in layer


def _arguments(layer: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(f"{name}={value}" for name, value in layer.items() if name != "type")


def _rows(contents: Sequence[tuple[str, tuple[str, ...]]], room: int) -> Iterator[tuple[Box, ...]]:
    row: list[Box] = []
    for name, lines in contents:
        box = Box(name, lines, row[-1].end + ARROW if row else 0)
        if box.end + ARROW > room and row:
            yield tuple(row)
            row, box = [], Box(name, lines, ARROW)
        row.append(box)
    yield tuple(row)


def drawn(chain: Chain) -> str:
    """The chain in box characters; a row that goes on ends with an arrow, and the next begins with one."""
    last = chain.rows[-1]
    return "\n".join(line for row in chain.rows for line in _row(row, goes_on=row is not last))


def _row(row: Sequence[Box], *, goes_on: bool) -> Iterator[str]:
    arrow, gap = "──▶", " " * ARROW
    for number in range(3 + max(len(box.lines) for box in row)):
        between = arrow if number == 1 else gap
        start, end = between[: row[0].column], between if goes_on else ""
        yield (start + between.join(_line(box, number) for box in row) + end).rstrip()


def _line(box: Box, number: int) -> str:
    inside = [box.name, *box.lines]
    if number in {0, len(inside) + 1}:
        return ("┌" if number == 0 else "└") + "─" * (box.width - 2) + ("┐" if number == 0 else "┘")
    if number > len(inside):
        return " " * box.width
    return f"│ {left(TERMINAL.string(inside[number - 1]), box.width - FRAME)} │"
