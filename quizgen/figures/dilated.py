"""One kernel at several dilation rates, side by side on the same scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from quizgen.figures import parts
from quizgen.figures.parts import MARGIN, FigurePlace
from quizgen.math.printing import grouped
from quizgen.model import Figure
from quizgen.text import Text

KIND = "dilated-kernels"
_CELL, _LINED, _APART = 16, 4, 20


def dilated_kernels(
    kernel_size: int, rates: Sequence[int] = (1, 2, 3, 4), *, place: FigurePlace = "solution"
) -> Figure:
    """Where the taps of a kernel stand at each rate, and how much it covers."""
    params = {"kernel_size": kernel_size, "rates": list(rates)}
    values: dict[str, int] = {"kernel_size": kernel_size, "taps": kernel_size**2}
    told = []
    for number, rate in enumerate(rates, start=1):
        values |= {f"rate_{number}": rate, f"span_{number}": (kernel_size - 1) * rate + 1}
        told.append(f"with dilation {{rate_{number}}} it covers {{span_{number}}} by {{span_{number}}} positions")
    alt = f"A kernel of {{kernel_size}} by {{kernel_size}}, always with {{taps}} taps: {', '.join(told)}."
    return Figure(KIND, params, Text(alt, values), place)


class Panel(Struct, frozen=True):
    """The kernel at one rate: the left edge of its grid, its middle, and how far it reaches."""

    x: float
    middle: float
    rate: int
    span: int
    taps: range
    caption: str


class Dilated(Struct, frozen=True, dict=True):
    """A square kernel and its rates."""

    kernel_size: int
    rates: Sequence[int]

    def span(self, rate: int) -> int:
        """Positions from the first tap to the last along one axis."""
        return (self.kernel_size - 1) * rate + 1

    def taps(self, rate: int) -> range:
        """Where the taps stand along one axis."""
        return range(0, self.span(rate), rate)

    @cached_property
    def cell(self) -> float:
        """The side of a position in pixels, the largest with which all panels have room."""
        cell = float(_CELL)
        while cell > 0.5 and sum(self._wide(rate, cell) + _APART for rate in self.rates) > parts.WIDEST:
            cell -= 0.5
        return cell

    @cached_property
    def lined(self) -> bool:
        """Whether there is room for the lines between positions."""
        return self.cell >= _LINED

    @cached_property
    def panels(self) -> list[Panel]:
        """The panels from left to right."""
        cell, x, panels = self.cell, float(MARGIN), []
        for rate in self.rates:
            wide, span = self._wide(rate, cell), self.span(rate)
            left = x + (wide - span * cell) / 2
            shown = f"{grouped(span)} × {grouped(span)}"
            panels.append(Panel(round(left, 2), round(x + wide / 2, 2), rate, span, self.taps(rate), shown))
            x += wide + _APART
        return panels

    @cached_property
    def width(self) -> int:
        """Pixels of the drawing."""
        return round(sum(self._wide(rate, self.cell) + _APART for rate in self.rates) - _APART) + 2 * MARGIN

    @cached_property
    def height(self) -> int:
        """Pixels of the drawing."""
        return round(self.foot) + 2 * parts.LINE + MARGIN

    @cached_property
    def foot(self) -> float:
        """Where the lowest panel ends."""
        return MARGIN + self.cell * self.span(max(self.rates))

    def _wide(self, rate: int, cell: float) -> float:
        span = grouped(self.span(rate))
        return max(self.span(rate) * cell, parts.long(f"{span} × {span}"), parts.long(f"d = {rate}"))


def read(params: Mapping[str, Any]) -> Dilated:
    """The kernel and its rates; raises FormulaError for anything else."""
    parts.checked(KIND, params, {"kernel_size": parts.count, "rates": parts.each(parts.count)})
    return Dilated(**params)


def drawn(drawing: Dilated, room: int) -> str:
    """The kernels side by side, or one axis of each where they are too wide."""
    legend = "■ weight   · skipped"
    if sum(2 * drawing.span(rate) + 6 for rate in drawing.rates) <= room:
        blocks = [[f"d = {rate}", *parts.framed(_signs(drawing, rate))] for rate in drawing.rates]
        return "\n".join([*parts.beside(blocks), legend])
    lines = [_line(drawing, rate, room) for rate in drawing.rates]
    return "\n".join([*lines, legend, *parts.told([parts.ONE_AXIS], room)])


def _signs(drawing: Dilated, rate: int) -> list[list[str]]:
    taps, side = drawing.taps(rate), range(drawing.span(rate))
    return [["■" if x in taps and y in taps else "·" for x in side] for y in side]


def _line(drawing: Dilated, rate: int, room: int) -> str:
    taps = drawing.taps(rate)
    signs = "".join("■" if x in taps else "·" for x in range(drawing.span(rate)))
    before = f"d = {rate:<3} │ {grouped(drawing.span(rate)):>5} │ "
    left = room - len(before)
    return before + (signs if len(signs) <= left else f"{signs[: left - 2]} …")
