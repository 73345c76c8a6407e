"""How often a unit on top of dilated layers uses each position of the input: the holes show as zeros."""

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

KIND = "coverage"
_LISTED, _ROOM, _BAR, _TALL, _MAP, _LINED = 31, 560, 26, 110, 264, 33
SHADES = " ░▒▓█"


def coverage(kernel_size: int, rates: Sequence[int], axes: int = 1, *, place: FigurePlace = "solution") -> Figure:
    """The use of every position by one unit after layers with these rates and stride 1, along one axis or both."""
    params = {"kernel_size": kernel_size, "rates": list(rates), "axes": axes}
    drawing = read(params)
    values: dict[str, int | str] = {
        "kernel_size": kernel_size,
        "rates": parts.listed(list(rates)),
        "span": drawing.span,
        "used": drawing.used,
        "holes": drawing.holes,
        "most": parts.counted(max(drawing.counts), "time"),
    }
    alt = (
        "How often one unit uses each input position along one axis, after layers with kernel size {kernel_size} and "
        "dilation {rates}. Of {span} positions {used} are used and {holes} are not; the most used one is used "
        "{most}."
    )
    if drawing.span <= _LISTED:
        values["counts"] = ", ".join(map(grouped, drawing.counts))
        alt += " From left to right: {counts}."
    if axes == 2:
        values |= {"all": drawing.span**2, "square": drawing.used**2}
        values["shown"] = parts.counted(max(drawing.counts) ** 2, "time")
        alt += (
            " On the plane, which is drawn, {square} of {all} positions are used, the most used one "
            "{shown}: the uses along both axes multiply."
        )
    return Figure(KIND, params, Text(alt, values), place)


class Bar(Struct, frozen=True):
    """One position: its left edge, its bar, and how often it is used."""

    x: float
    tall: float
    count: int
    shown: str


class Coverage(Struct, frozen=True, dict=True):
    """Layers of one kernel size with stride 1, and the number of axes that are drawn."""

    kernel_size: int
    rates: Sequence[int]
    axes: int

    @cached_property
    def counts(self) -> list[int]:
        """Paths from each position of one axis to the unit on top."""
        counts = [1]
        for rate in self.rates:
            wider = [0] * (len(counts) + (self.kernel_size - 1) * rate)
            for tap in range(self.kernel_size):
                for place, paths in enumerate(counts):
                    wider[place + tap * rate] += paths
            counts = wider
        return counts

    @cached_property
    def span(self) -> int:
        """Positions along one axis."""
        return 1 + (self.kernel_size - 1) * sum(self.rates)

    @cached_property
    def used(self) -> int:
        """Positions along one axis that are used at all."""
        return sum(paths > 0 for paths in self.counts)

    @cached_property
    def holes(self) -> int:
        """Positions along one axis that are never used."""
        return self.span - self.used

    @cached_property
    def cell(self) -> float:
        """The width of a position in pixels."""
        return round(min(_BAR, (_ROOM if self.axes == 1 else _MAP) / self.span), 3)

    @cached_property
    def side(self) -> float:
        """Pixels across all positions."""
        return round(self.cell * self.span, 2)

    @cached_property
    def width(self) -> int:
        """Pixels of the drawing."""
        if self.axes == 2:
            return round(self.side + 36 + parts.long("1,000,000 times: the most used")) + 2 * MARGIN
        return max(round(self.side), round(max(map(parts.long, self.lines)))) + 2 * MARGIN

    @cached_property
    def height(self) -> int:
        """Pixels of the drawing."""
        return (round(self.side) if self.axes == 2 else _TALL + 46) + 2 * parts.LINE + 2 * MARGIN + 4

    @cached_property
    def lines(self) -> tuple[str, str]:
        """What the drawing says in words."""
        used, span, holes = (number**self.axes for number in (self.used, self.span, self.holes))
        holes = span - used if self.axes == 2 else holes
        rates = parts.listed(list(self.rates))
        kernel = "" if self.axes == 1 else f" × {self.kernel_size}"
        return (
            f"kernel {self.kernel_size}{kernel}, {'dilations' if self.rates[1:] else 'dilation'} {rates}",
            f"{grouped(used)} of {grouped(span)} positions used, {grouped(holes)} never{' (hatched)' if holes else ''}",
        )

    @cached_property
    def bars(self) -> tuple[Bar, ...]:
        """The positions of one axis from left to right."""
        most = max(self.counts)
        fits = parts.long(grouped(most)) + 2 <= self.cell
        return tuple(
            Bar(
                round(MARGIN + place * self.cell, 2),
                round(_TALL * paths / most, 2),
                paths,
                grouped(paths) if fits else "",
            )
            for place, paths in enumerate(self.counts)
        )

    @cached_property
    def lined(self) -> bool:
        """Whether there is room for the lines between positions."""
        return self.span <= (80 if self.axes == 1 else _LINED)

    @cached_property
    def most(self) -> str:
        """How often the most used position of the drawing is used."""
        return grouped(max(self.counts) ** self.axes)

    def levels(self) -> Iterator[tuple[str, str]]:
        """A shade for each number of uses and the path of all its squares, for the plane."""
        squares: dict[int, list[tuple[int, int]]] = {}
        for y, down in enumerate(self.counts):
            for x, across in enumerate(self.counts):
                squares.setdefault(down * across, []).append((x, y))
        most, cell = max(squares), self.cell
        places = [f"{MARGIN + place * cell:.1f}" for place in range(self.span)]
        square = f"h{cell:g}v{cell:g}h-{cell:g}z"
        for paths in sorted(set(squares) - {0}):
            drawn = [f"M{places[x]} {places[y]}{square}" for x, y in squares[paths]]
            yield parts.shade(0.15 + 0.85 * (paths / most) ** 0.5), "".join(drawn)


def read(params: Mapping[str, Any]) -> Coverage:
    """The layers; raises FormulaError unless there are one or two axes."""
    tests = {"kernel_size": parts.count, "rates": parts.each(parts.count), "axes": lambda value: value in (1, 2)}
    parts.checked(KIND, params, tests)
    return Coverage(**params)


def drawn(drawing: Coverage, room: int) -> str:
    """The uses along one axis: figures, or shades where they are too many."""
    most = max(drawing.counts)
    wide = len(str(most)) + 1 if most > 9 else 2
    head = [line.removesuffix(" (hatched)") for line in Coverage(drawing.kernel_size, drawing.rates, 1).lines]
    if drawing.span * wide <= room - 2:
        shown = ["".join((str(paths) if paths else "·").rjust(wide) for paths in drawing.counts)]
    else:
        signs = "".join(SHADES[-(-4 * paths // most)] if paths else "·" for paths in drawing.counts)
        shown = [f" {signs[start : start + room - 4]}" for start in range(0, len(signs), room - 4)]
    foot = [f"uses of each position along one axis, · none, at most {grouped(most)}"]
    foot += ["on the plane the uses along both axes multiply"] * (drawing.axes == 2)
    return "\n".join([*parts.told(head, room), *(f"│{line}" for line in shown), *parts.told(foot, room)])
