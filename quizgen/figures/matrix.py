"""Numbers in grids: a feature map with a window on it, the kernel beside it, and what comes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeAlias

from msgspec import Struct

from quizgen.figures import parts
from quizgen.figures.parts import MARGIN, FigurePlace
from quizgen.model import Figure
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

KIND = "matrix"
Entry: TypeAlias = int | Fraction | str
Rows: TypeAlias = Sequence[Sequence[Entry]]
Window: TypeAlias = tuple[int, int, int, int] | tuple[int, int, int, int, int]
_CELL, _APART = 26, 34


def matrix(  # noqa: PLR0913 - what stands beside each other
    rows: Rows,
    kernel: Rows | None = None,
    output: Rows | None = None,
    window: Window | None = None,
    padding: int = 0,
    *,
    place: FigurePlace = "stem",
) -> Figure:
    """A feature map, and beside it its kernel and output where they are given.

    ``window`` is row, column, height and width of the cells to point out, counted from 0 on the padded map, and its
    dilation. ``padding`` draws as many rings of zeros round the map.
    """
    grids = {"rows": rows, "kernel": kernel or (), "output": output or ()}
    params = {name: [[*row] for row in grid] for name, grid in grids.items()}
    drawing = read(params | {"window": list(window or ()), "padding": padding})
    values: dict[str, int | str] = {"padding": padding}
    alt = ["A feature map, row by row: {rows}"]
    alt += ["with padding={padding}, so that zeros surround it"] * (padding > 0)
    alt += ["A kernel, row by row: {kernel}"] * bool(kernel) + ["The output, row by row: {output}"] * bool(output)
    values |= {name: "; ".join(", ".join(map(_shown, row)) for row in grid) for name, grid in grids.items()}
    if window:
        values |= dict(zip(("top", "left", "height", "width", "dilation"), drawing.framing, strict=True))
        dilated = ", every {dilation} positions," if drawing.framing[4] > 1 else ""
        where = f"from row {{top}} and column {{left}} of the {'padded ' * (padding > 0)}map on, counted from 0,"
        alt.append(f"A window of {{height}} by {{width}}{dilated} {where} is pointed out")
    words = ". ".join(alt).replace(". with", ", with") + "."
    return Figure(KIND, params | {"window": list(window or ()), "padding": padding}, Text(words, values), place)


def _shown(entry: Entry) -> str:
    if isinstance(entry, str):
        return entry
    return str(entry).replace("-", "\N{MINUS SIGN}")


class Cell(Struct, frozen=True):
    """One number: its left edge, what it is, and whether it is pointed out or padding."""

    x: float
    text: str
    pointed: bool
    ring: bool


class Grid(Struct, frozen=True):
    """One grid of equal cells below its name."""

    name: str
    x: float
    y: float
    wide: float
    cells: tuple[tuple[Cell, ...], ...]

    @property
    def rows(self) -> Iterator[tuple[float, tuple[Cell, ...]]]:
        """The upper edge of each row, and its cells."""
        return ((self.y + number * _CELL, row) for number, row in enumerate(self.cells))

    @property
    def side(self) -> float:
        """Pixels from its left edge to its right one."""
        return self.wide * len(self.cells[0])

    @property
    def tall(self) -> float:
        """Pixels from its upper edge to its lower one."""
        return _CELL * len(self.cells)


class Matrix(Struct, frozen=True, dict=True):
    """A feature map, its kernel and its output, both empty where they are not given."""

    rows: Rows
    kernel: Rows
    output: Rows
    window: Sequence[int]
    padding: int

    @cached_property
    def framing(self) -> tuple[int, ...]:
        """Row, column, height, width and dilation of the window; nothing without one."""
        return (*self.window, 1)[:5] if self.window else ()

    def padded(self) -> Iterator[list[tuple[str, bool]]]:
        """The map's numbers, and whether they are padding."""
        wide, ring = len(self.rows[0]) + 2 * self.padding, [("0", True)] * self.padding
        yield from [[("0", True)] * wide] * self.padding
        yield from ([*ring, *((_shown(entry), False) for entry in row), *ring] for row in self.rows)
        yield from [[("0", True)] * wide] * self.padding

    def pointed(self, y: int, x: int) -> bool:
        """Whether a cell of the padded map is under the window."""
        if not self.window:
            return False
        top, left, height, width, dilation = self.framing
        return y - top in range(0, height * dilation, dilation) and x - left in range(0, width * dilation, dilation)

    @cached_property
    def grids(self) -> list[Grid]:
        """The grids from left to right, in as many rows as they take."""
        x, y, below = float(MARGIN), float(MARGIN + parts.LINE), 0.0
        grids: list[Grid] = []
        for name, texts, pointed in self.named():
            wide = max(_CELL, max(parts.long(text) for row in texts for text, _ in row) + 10)
            if grids and x + wide * len(texts[0]) > parts.WIDEST:
                x, y = float(MARGIN), below
            grids.append(Grid(name, round(x, 2), y, wide, tuple(_cells(texts, x, wide, pointed))))
            x += max(grids[-1].side, parts.long(name)) + _APART
            below = max(below, y + grids[-1].tall + 2 * parts.LINE)
        return grids

    def named(self) -> Iterator[tuple[str, list[list[tuple[str, bool]]], set[tuple[int, int]]]]:
        """Each grid's name, its numbers, and which of them are pointed out."""
        padded = list(self.padded())
        places = {(y, x) for y, row in enumerate(padded) for x in range(len(row)) if self.pointed(y, x)}
        yield f"input, padding={self.padding}" if self.padding else "input", padded, places
        for name, rows in (("kernel", self.kernel), ("output", self.output)):
            if rows:
                yield name, [[(_shown(entry), False) for entry in row] for row in rows], set()

    @cached_property
    def width(self) -> int:
        """Pixels of the drawing."""
        return round(max(grid.x + max(grid.side, parts.long(grid.name)) for grid in self.grids)) + MARGIN

    @cached_property
    def height(self) -> int:
        """Pixels of the drawing."""
        return round(max(grid.y + grid.tall for grid in self.grids)) + MARGIN


def _cells(
    texts: Sequence[Sequence[tuple[str, bool]]], left: float, wide: float, pointed: set[tuple[int, int]]
) -> Iterator[tuple[Cell, ...]]:
    edges = [round(left + x * wide, 2) for x in range(len(texts[0]))]
    for y, row in enumerate(texts):
        yield tuple([Cell(edges[x], text, (y, x) in pointed, ring) for x, (text, ring) in enumerate(row)])


def _grid(least: int) -> parts.Test:
    row = parts.each(lambda entry: isinstance(entry, int | Fraction | str))
    return lambda value: parts.each(row, least)(value) and len(set(map(len, value))) <= 1


def read(params: Mapping[str, Any]) -> Matrix:
    """The grids of a figure; raises FormulaError unless they are rectangles and the window stands on the map."""
    tests = {"rows": _grid(1), "kernel": _grid(0), "output": _grid(0), "padding": parts.natural}
    parts.checked(KIND, params, tests | {"window": parts.each(parts.natural, 0)})
    drawing = Matrix(**params)
    parts.fitting(KIND, fits=_stands(drawing), rule="the window stands on the padded map")
    return drawing


def _stands(drawing: Matrix) -> bool:
    if not drawing.window:
        return True
    if len(drawing.window) not in {4, 5}:
        return False
    top, left, height, width, dilation = drawing.framing
    tall, wide = (size + 2 * drawing.padding for size in (len(drawing.rows), len(drawing.rows[0])))
    fits = top + (height - 1) * dilation < tall and left + (width - 1) * dilation < wide
    return fits and min(height, width, dilation) > 0


def drawn(drawing: Matrix, room: int) -> str:
    """The grids in frames side by side, or below each other; numbers under the window in brackets."""
    blocks = []
    for name, texts, pointed in drawing.named():
        marked = [
            [_marked(text, (y, x) in pointed, bool(pointed)) for x, (text, _) in enumerate(row)]
            for y, row in enumerate(texts)
        ]
        blocks.append([name, *parts.framed(marked)])
    if sum(parts.wide(block) + 3 for block in blocks) > room + 3:
        return "\n".join(line for block in blocks for line in block)
    return "\n".join(parts.beside(blocks))


def _marked(text: str, pointed: bool, some: bool) -> str:  # noqa: FBT001 - two signs of one cell
    shown = TERMINAL.string(text)
    return (f"[{shown}]" if pointed else f"{shown} ") if some else shown
