"""A stack of small kernels against one large kernel that sees as much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from quizgen.figures import parts
from quizgen.figures.parts import MARGIN, FigurePlace
from quizgen.math.printing import grouped
from quizgen.model import Figure
from quizgen.text import Text
from quizgen.text.pixels import pixels

KIND = "stack-vs-kernel"
_PANEL, _CELL, _WORDS, _TALL, _STEP = 230, 22, 96, 300, 40


def stack_vs_kernel(layers: int, kernel_size: int = 3, *, place: FigurePlace = "solution") -> Figure:
    """Layers of one kernel size beside the one layer whose units see as much."""
    params = {"layers": layers, "kernel_size": kernel_size}
    drawing = read(params)
    values = params | {"span": drawing.span, "one": kernel_size**2, "small": drawing.small, "large": drawing.span**2}
    alt = (
        "On the left {layers} stacked layers with kernels of {kernel_size} by {kernel_size}, on the right one layer "
        "with a kernel of {span} by {span}: a unit on top sees {span} by {span} pixels of the input in both. Between "
        "two channels the stack has {layers} times {one}, that is {small} weights, the large kernel {large}."
    )
    return Figure(KIND, params, Text(alt, values), place)


class Stack(Struct, frozen=True, dict=True):
    """``layers`` layers with kernels of ``kernel_size`` a side, and stride 1."""

    layers: int
    kernel_size: int

    @cached_property
    def span(self) -> int:
        """Positions that a unit on top sees along one axis."""
        return self.layers * (self.kernel_size - 1) + 1

    @cached_property
    def small(self) -> int:
        """Weights of the stack between two channels."""
        return self.layers * self.kernel_size**2

    @cached_property
    def cell(self) -> float:
        """The side of a unit in pixels."""
        return round(min(_CELL, _PANEL / self.span), 2)

    @cached_property
    def panels(self) -> tuple[tuple[float, tuple[int, ...], int], ...]:
        """For both panels the left edge, the units of each row from the top, and the kernel size."""
        sizes = tuple(1 + number * (self.kernel_size - 1) for number in range(self.layers + 1))
        right = MARGIN + _WORDS + self.panel + 40
        return (MARGIN + _WORDS, sizes, self.kernel_size), (right, (1, self.span), self.span)

    @cached_property
    def panel(self) -> float:
        """Pixels across one panel: its units, or its words."""
        return max(self.cell * self.span, parts.long("10 × (10 × 10) = 1,000 weights"))

    @cached_property
    def width(self) -> int:
        """Pixels of the drawing."""
        return round(self.panels[1][0] + self.panel) + MARGIN

    @cached_property
    def step(self) -> float:
        """Pixels from one row of the stack to the next."""
        return round(self.cell + min(_STEP, _TALL / self.layers), 2)

    @cached_property
    def foot(self) -> float:
        """Where the input's row ends."""
        return MARGIN + self.cell + self.step * self.layers

    @cached_property
    def height(self) -> int:
        """Pixels of the drawing."""
        return round(self.foot) + 4 * parts.LINE + MARGIN

    @cached_property
    def captions(self) -> tuple[tuple[str, str], ...]:
        """Two lines below each panel."""
        one = f"{self.kernel_size} × {self.kernel_size}"
        stacked = f"{self.layers} × ({one}) = {grouped(self.small)} weights"
        return (
            (f"{parts.counted(self.layers, 'layer')} of {one}", stacked),
            (f"1 layer of {self.span} × {self.span}", f"{self.span} × {self.span} = {grouped(self.span**2)} weights"),
        )

    def links(self, size: int, kernel_size: int, at: tuple[float, float], below: tuple[float, float]) -> str:
        """The path from each unit of a row to those that it reads in the row below; where both rows begin is given."""
        cell, top, foot = self.cell, pixels(at[1] + self.cell), pixels(below[1])
        units = [f"M{pixels(at[0] + (unit + 0.5) * cell)} {top}L" for unit in range(size)]
        read = [f"{pixels(below[0] + (unit + 0.5) * cell)} {foot}" for unit in range(size + kernel_size - 1)]
        return "".join([unit + read[place + tap] for place, unit in enumerate(units) for tap in range(kernel_size)])

    def names(self) -> Iterator[str]:
        """What each row of the stack holds, from the top."""
        yield from (f"after layer {number}" for number in range(self.layers, 0, -1))
        yield "input"


def read(params: Mapping[str, Any]) -> Stack:
    """The layers and their kernel size, each at least 2; raises FormulaError for anything else."""
    parts.checked(KIND, params, dict.fromkeys(("layers", "kernel_size"), parts.count))
    fits = min(params.values()) > 1
    parts.fitting(KIND, fits=fits, rule="layers and kernel_size are at least 2")
    return Stack(**params)


def drawn(stack: Stack, room: int) -> str:
    """Both as rows of units along one axis, the input at the bottom."""
    gap = "" if 4 * stack.span > room else " "
    wide = max(stack.span * (1 + len(gap)), 30)
    blocks = []
    for (_, sizes, _), captions in zip(stack.panels, stack.captions, strict=True):
        rows = [*sizes[:1], *[0] * (stack.layers + 1 - len(sizes)), *sizes[1:]]
        lines = [gap.join("■" * size).center(wide) for size in rows]
        blocks.append([*(f"│ {line}" for line in lines), *(f"│ {caption}" for caption in captions)])
    if 2 * wide + 7 > room:
        return "\n".join(line.rstrip() for block in blocks for line in block)
    return "\n".join(parts.beside(blocks))
