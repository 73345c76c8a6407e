"""Receptive fields that grow: the square of input pixels that one unit sees after each layer, one inside the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from quizgen.figures import parts
from quizgen.figures.parts import MARGIN, FigurePlace
from quizgen.math.printing import grouped
from quizgen.model import Figure
from quizgen.text import Text
from quizgen.text.columns import left, right
from quizgen.text.terminal import TERMINAL

KIND = "nested-fields"
_SIDE, _CELL, _LINED, _BARS = 264, 24, 33, 31


def nested_fields(
    steps: Sequence[tuple[int, int, int]], names: Sequence[str] = (), *, place: FigurePlace = "solution"
) -> Figure:
    """What a unit after each layer sees, its middle units chosen on the way down.

    ``steps`` holds kernel size, stride and dilation of each layer.
    """
    sizes, jumps, hops, size, jump = [], [], [], 1, 1
    for kernel_size, stride, dilation in steps:
        hops.append((kernel_size - 1) // 2 * dilation * jump)
        size, jump = size + (kernel_size - 1) * dilation * jump, jump * stride
        sizes.append(size)
        jumps.append(jump)
    starts = [sum(hops[number:]) for number in range(1, len(hops) + 1)]
    called = list(names) or [f"layer {number}" for number in range(1, len(sizes) + 1)]
    params = {"names": called, "sizes": sizes, "jumps": jumps, "starts": starts}
    return Figure(KIND, params, _alt(called, sizes, jumps), place)


def _alt(names: Sequence[str], sizes: Sequence[int], jumps: Sequence[int]) -> Text:
    values: dict[str, int | str] = {}
    told = []
    for number, (name, size, jump) in enumerate(zip(names, sizes, jumps, strict=True), start=1):
        values |= {f"name_{number}": name, f"size_{number}": size, f"jump_{number}": jump}
        told.append(f"{{name_{number}}}: {{size_{number}}} by {{size_{number}}} pixels, jump {{jump_{number}}}")
    return Text(f"Nested squares on the input: what one unit sees, layer by layer; {'; '.join(told)}.", values)


class Field(Struct, frozen=True):
    """One square, in pixels of the page, and its line of the legend."""

    x: float
    side: float
    fill: str
    label: float
    name: str
    size: str
    jump: str

    @property
    def end(self) -> float:
        """The right and the lower edge."""
        return round(self.x + self.side, 2)


class Fields(Struct, frozen=True, dict=True):
    """The fields after each layer; ``starts`` count pixels from the edge of the last field."""

    names: Sequence[str]
    sizes: Sequence[int]
    jumps: Sequence[int]
    starts: Sequence[int]

    @cached_property
    def cell(self) -> float:
        """The side of one input pixel."""
        return min(_CELL, _SIDE / self.sizes[-1])

    @cached_property
    def side(self) -> float:
        """The side of the last field."""
        return round(self.cell * self.sizes[-1], 2)

    @cached_property
    def lined(self) -> bool:
        """Whether there is room for the lines between pixels."""
        return self.sizes[-1] <= _LINED

    @cached_property
    def columns(self) -> tuple[float, float, float]:
        """Where name, size and jump stand."""
        name = MARGIN + self.side + 44
        size = name + parts.long(max([*self.names, "layer"], key=len)) + 18
        return name, size, size + parts.long("  field  ") + 18

    @cached_property
    def width(self) -> int:
        """Pixels of the drawing."""
        return round(self.columns[2] + parts.long("jump 1,000")) + MARGIN

    @cached_property
    def height(self) -> int:
        """Pixels of the drawing."""
        return round(2 * MARGIN + max(self.side, parts.LINE * (len(self.sizes) + 1)) + parts.LINE + 4)

    @cached_property
    def head(self) -> float:
        """The line of the legend's column names."""
        return self.fields[-1].label - parts.LINE - 4

    @cached_property
    def fields(self) -> list[Field]:
        """The squares from the outermost to the innermost."""
        return list(self._fields())[::-1]

    def _fields(self) -> Iterator[Field]:
        ends = [MARGIN + (start + size) * self.cell for start, size in zip(self.starts, self.sizes, strict=True)]
        top = MARGIN + 1.5 * parts.LINE
        labels = parts.spread(ends, parts.LINE, top, self.height - MARGIN - parts.LINE)
        for number, (start, size) in enumerate(zip(self.starts, self.sizes, strict=True)):
            yield Field(
                round(MARGIN + start * self.cell, 2),
                round(size * self.cell, 2),
                parts.shade(1 - (number + 0.5) / len(self.sizes)),
                labels[number],
                self.names[number],
                f"{grouped(size)} × {grouped(size)}",
                grouped(self.jumps[number]),
            )


def read(params: Mapping[str, Any]) -> Fields:
    """The fields of a figure's names, sizes, jumps and starts, one a layer; raises FormulaError for anything else."""
    tests = {
        "names": parts.each(parts.words),
        "sizes": parts.each(parts.count),
        "jumps": parts.each(parts.count),
        "starts": parts.each(parts.natural),
    }
    parts.checked(KIND, params, tests)
    equal = len(set(map(len, params.values()))) == 1
    parts.fitting(KIND, fits=equal and parts.rising(params["sizes"]), rule="every layer has a size, and none shrinks")
    return Fields(**params)


def drawn(fields: Fields, room: int) -> str:
    """A bar for each field along one axis, to scale, after its name and size."""
    before = _before(fields)
    scale = -(-fields.sizes[-1] // max(1, min(_BARS, room - parts.wide(before))))
    lines = [
        f"{words}{' ' * (start // scale)}{'■' * max(1, size // scale)}"
        for words, size, start in zip(before, fields.sizes, fields.starts, strict=True)
    ]
    unit = "pixel" if scale == 1 else f"{scale} pixels"
    return "\n".join([*lines, f"■ {unit} of the input, along one axis"])


def _before(fields: Fields) -> list[str]:
    """What stands before the bar of each field: its name, size and jump."""
    names = [TERMINAL.string(name) for name in fields.names]
    sizes = [f"{grouped(size)} × {grouped(size)}" for size in fields.sizes]
    jumps = [f"jump {grouped(jump)}" for jump in fields.jumps]
    wide = tuple(map(parts.wide, (names, sizes, jumps)))
    return [
        f"{left(name, wide[0])} │ {right(size, wide[1])} │ {left(jump, wide[2])} │ "
        for name, size, jump in zip(names, sizes, jumps, strict=True)
    ]
