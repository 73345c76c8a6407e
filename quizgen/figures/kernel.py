"""A square kernel on the input's grid: the weights, and the positions that dilation leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from quizgen.errors import FormulaError
from quizgen.figures import parts

_LARGEST_CELL, _SMALLEST_CELL, _GRID = 24, 4, 216
_WHOLE = 17


class Kernel(Struct, frozen=True, dict=True):
    """``kernel_size`` weights a side, neighbours ``dilation`` positions apart."""

    kernel_size: int
    dilation: int

    @cached_property
    def span(self) -> int:
        """Positions from the first weight to the last, both counted."""
        return (self.kernel_size - 1) * self.dilation + 1

    @cached_property
    def taps(self) -> range:
        """Where the weights stand along one side."""
        return range(0, self.span, self.dilation)

    @cached_property
    def lines(self) -> str:
        """The path of the lines between positions."""
        side, places = self.cell * self.span, [8 + number * self.cell for number in range(self.span + 1)]
        return "".join(f"M8 {place}h{side}M{place} 8v{side}" for place in places)

    @cached_property
    def cell(self) -> int:
        """The side of one position in pixels, so that the grid stays of one size."""
        return max(_SMALLEST_CELL, min(_LARGEST_CELL, _GRID // self.span))


def read(params: Mapping[str, Any]) -> Kernel:
    """The kernel of a figure's ``{"kernel_size": 3, "dilation": 2}``; raises FormulaError for anything else."""
    values = [params.get("kernel_size"), params.get("dilation")]
    if set(params) != {"kernel_size", "dilation"} or not all(type(value) is int and value > 0 for value in values):
        raise FormulaError(f"a kernel figure takes a positive 'kernel_size' and 'dilation', not {dict(params)}")
    return Kernel(params["kernel_size"], params["dilation"])


def drawn(kernel: Kernel, room: int) -> str:
    """The kernel in a frame, ``■`` for a weight and ``·`` for a position left out; of a large one its first row."""
    legend = "■ weight" + ("   · skipped" if kernel.dilation > 1 < kernel.kernel_size else "")
    if kernel.span > _WHOLE:
        return "\n".join([*_first_row(kernel, room), legend, *parts.told([parts.ONE_AXIS], room)])
    side = range(kernel.span)
    rows = [" ".join("■" if y in kernel.taps and x in kernel.taps else "·" for x in side) for y in side]
    rule = "─" * (2 * kernel.span + 1)
    return "\n".join([f"┌{rule}┐", *(f"│ {row} │" for row in rows), f"└{rule}┘", legend])


def _first_row(kernel: Kernel, room: int) -> list[str]:
    """The positions along one axis, without blanks where there are many, in as many lines as it takes."""
    signs = ["■" if x in kernel.taps else "·" for x in range(kernel.span)]
    line = (" " if 2 * kernel.span <= room else "").join(signs)
    return [line[start : start + room] for start in range(0, len(line), room)]
