"""Which input channels each output channel reads: all of them, or those of its own group."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from msgspec import Struct

from quizgen.figures import parts
from quizgen.figures.parts import FigurePlace
from quizgen.math.printing import grouped
from quizgen.model import Figure
from quizgen.text import Text

KIND = "connectivity"
COLOURS = ("#1f4e79", "#b3470b", "#2e6b34", "#6b2d7b")
BLOCKS = ("#1f4e79", "#7fa3c4")
DASHES = ("", "5 2.5", "1.5 2", "7 2 1.5 2")
PITCH, APART, TOP, LANE = 18, 12, 46, 210
"""Pixels between channels, between groups, above the channels, and for one panel without its gap."""
_NODES, _SQUARE, _BLOCKS, _SHOWN, _FEWER = 16, 180, 64, 24, 12


def connectivity(in_channels: int, out_channels: int, groups: int, *, place: FigurePlace = "solution") -> Figure:
    """Who reads whom in a convolution with groups, beside one without."""
    params = {"in_channels": in_channels, "out_channels": out_channels, "groups": groups}
    drawing = read(params)
    values: dict[str, int | str] = {**params, "ins": drawing.ins, "outs": drawing.outs}
    values |= {"inside": parts.counted(drawing.inside, "input channel")}
    values |= {"links": drawing.links(groups), "full": drawing.links(1)}
    full = "{ins} and {outs}. With groups=1 every output channel reads all of the former: {full} connections."
    if groups == 1:
        return Figure(KIND, params, Text(full, values), place)
    split = " With groups={groups} the channels fall into {groups} groups, and every output channel reads only the "
    split += "{inside} of its own group: {links} connections."
    return Figure(KIND, params, Text(full + split, values), place)


class Group(Struct, frozen=True):
    """One group of a panel: the heights of its channels on both sides, and the look of its lines."""

    top: float
    height: float
    inputs: tuple[tuple[int, float], ...]
    outputs: tuple[tuple[int, float], ...]
    colour: str
    dash: str

    def links(self, x: float) -> str:
        """The path of the lines between its channels, in a panel whose left edge is given."""
        ends = [f"L{x + 172} {z}" for _, z in self.outputs]
        return "".join([f"M{x + 38} {y}{end}" for _, y in self.inputs for end in ends])


class Panel(Struct, frozen=True):
    """One way to connect the channels, ``x`` its left edge."""

    x: float
    groups: int
    links: str


class Connectivity(Struct, frozen=True, dict=True):
    """Channels on both sides; ``groups`` divides both."""

    in_channels: int
    out_channels: int
    groups: int

    @cached_property
    def inside(self) -> int:
        """Input channels that one output channel reads."""
        return self.in_channels // self.groups

    @cached_property
    def few(self) -> bool:
        """Whether every channel has room for a line of its own."""
        return max(self.in_channels, self.out_channels) <= _NODES

    @cached_property
    def panels(self) -> list[Panel]:
        """Without groups, then with them."""
        both = (1, self.groups) if self.groups > 1 else (1,)
        lane = LANE + 50
        return [Panel(12 + lane * number, one, grouped(self.links(one))) for number, one in enumerate(both)]

    @cached_property
    def width(self) -> int:
        """Pixels of the drawing."""
        return round(self.panels[-1].x + LANE + 14)

    @cached_property
    def height(self) -> int:
        """Pixels of the drawing."""
        if not self.few:
            return TOP + _SQUARE + 2 * parts.LINE + 14
        last = max(group.top + group.height for panel in self.panels for group in self.within(panel.groups))
        return round(last) + parts.LINE * 2 + 14

    @cached_property
    def side(self) -> int:
        """Pixels of a matrix, for many channels."""
        return _SQUARE

    @cached_property
    def ins(self) -> str:
        """The input channels in words."""
        return parts.counted(self.in_channels, "input channel")

    @cached_property
    def outs(self) -> str:
        """The output channels in words."""
        return parts.counted(self.out_channels, "output channel")

    def reads(self, groups: int) -> str:
        """What one output channel reads, in words."""
        return f"each output reads {parts.counted(self.in_channels // groups, 'input')}"

    def links(self, groups: int) -> int:
        """Pairs of channels that are connected."""
        return self.in_channels * self.out_channels // groups

    def within(self, groups: int) -> Iterator[Group]:
        """The groups of a panel that draws every channel."""
        ins, outs = self.in_channels // groups, self.out_channels // groups
        tall = max(ins, outs) * PITCH
        for number in range(groups):
            top = TOP + number * (tall + APART)
            look = number % len(COLOURS)
            left, right = (tuple(_column(number * size, size, top + tall / 2)) for size in (ins, outs))
            yield Group(top - 2, tall + 4, left, right, COLOURS[look], DASHES[look])

    def blocks(self, groups: int) -> Iterator[tuple[float, float, str]]:
        """Place and side of every block of the matrix, or of a band where they are too many to tell apart."""
        shown = min(groups, _BLOCKS)
        for number in range(shown):
            yield round(number * _SQUARE / shown, 2), round(_SQUARE / shown, 2), BLOCKS[number % 2]


def _column(first: int, size: int, middle: float) -> Iterator[tuple[int, float]]:
    for place in range(size):
        yield first + place + 1, middle + (place - (size - 1) / 2) * PITCH


def read(params: Mapping[str, Any]) -> Connectivity:
    """Channels and groups; raises FormulaError unless the groups divide both."""
    parts.checked(KIND, params, dict.fromkeys(("in_channels", "out_channels", "groups"), parts.count))
    drawing = Connectivity(**params)
    fits = not drawing.in_channels % drawing.groups and not drawing.out_channels % drawing.groups
    parts.fitting(KIND, fits=fits, rule="groups divides in_channels and out_channels")
    return drawing


def drawn(drawing: Connectivity, room: int) -> str:
    """A matrix for each panel, a row an output channel and a column an input channel, or a sign a group."""
    head = [f"{grouped(drawing.in_channels)} inputs across, {grouped(drawing.out_channels)} outputs down"]
    blocks = [_matrix(drawing, panel) for panel in drawing.panels]
    wide = sum(map(parts.wide, blocks)) + 3
    lines = parts.beside(blocks) if wide <= room else [line for block in blocks for line in block]
    return "\n".join([*head, *lines, "■ connected   · not connected"])


def _matrix(drawing: Connectivity, panel: Panel) -> list[str]:
    few = max(drawing.in_channels, drawing.out_channels) <= _SHOWN
    ins, outs = (drawing.in_channels, drawing.out_channels) if few else (panel.groups, panel.groups)
    wide, tall = (size if few else min(size, _FEWER) for size in (ins, outs))
    signs = [
        ["■" if y * panel.groups // outs == x * panel.groups // ins else "·" for x in range(wide)] for y in range(tall)
    ]
    notes = [f"groups={panel.groups}: {panel.links} connections"]
    if not few:
        one = grouped(drawing.out_channels // panel.groups), grouped(drawing.in_channels // panel.groups)
        notes.append(f"■ is {one[0]} × {one[1]} channels")
    if wide < ins:
        notes.append(f"(the first {wide} of {grouped(panel.groups)} groups)")
    return [*notes, *parts.framed(signs)]
