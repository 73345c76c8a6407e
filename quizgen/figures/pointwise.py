"""A 1 × 1 convolution: one matrix turns the channels at a pixel into new channels, the same at every pixel."""

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

KIND = "pointwise"
PITCH, SHOWN = 46, 4
"""Pixels from one drawn channel to the next, and how many are drawn at most."""


def pointwise(in_channels: int, out_channels: int, *, place: FigurePlace = "solution") -> Figure:
    """The vector of channels at one pixel before and after a 1 × 1 convolution."""
    params = {"in_channels": in_channels, "out_channels": out_channels}
    alt = (
        "A 1 by 1 convolution at one pixel. The vector of the input's values at that pixel, {ins} long, is multiplied "
        "by a matrix of {out_channels} by {in_channels}, which gives the output's values at the same pixel, {outs} "
        "long. The same matrix serves every pixel; it holds {weights}."
    )
    values = params | {
        "ins": parts.counted(in_channels, "channel"),
        "outs": parts.counted(out_channels, "channel"),
        "weights": parts.counted(in_channels * out_channels, "weight"),
    }
    return Figure(KIND, params, Text(alt, values), place)


class Side(Struct, frozen=True):
    """The channels before or after: the edge of the maps, the edge of the vector, and what is drawn of them."""

    maps: float
    vector: float
    letter: str
    marks: tuple[tuple[float, str], ...]
    caption: str


class Pointwise(Struct, frozen=True, dict=True):
    """Channels before and after."""

    in_channels: int
    out_channels: int

    @cached_property
    def height(self) -> int:
        """Pixels of the drawing."""
        return 46 + PITCH * max(_drawn(self.in_channels), _drawn(self.out_channels)) + 3 * parts.LINE

    @cached_property
    def middle(self) -> float:
        """The height at which everything is centred."""
        return 34 + PITCH * max(_drawn(self.in_channels), _drawn(self.out_channels)) / 2

    @cached_property
    def weights(self) -> str:
        """How many weights there are."""
        return f"{grouped(self.out_channels)} × {grouped(self.in_channels)}"

    @cached_property
    def rows(self) -> int:
        """Rows of the matrix that are drawn."""
        return _drawn(self.out_channels)

    @cached_property
    def columns(self) -> int:
        """Columns of the matrix that are drawn."""
        return _drawn(self.in_channels)

    @cached_property
    def sides(self) -> tuple[Side, Side]:
        """The input's side and the output's."""
        ins, outs = (parts.counted(number, "channel") for number in (self.in_channels, self.out_channels))
        return (
            Side(12, 158, "x", tuple(self._marks(self.in_channels, "x")), f"input, {ins}"),
            Side(458, 382, "y", tuple(self._marks(self.out_channels, "y")), f"output, {outs}"),
        )

    def _marks(self, channels: int, letter: str) -> Iterator[tuple[float, str]]:
        shown = _drawn(channels)
        for place in range(shown):
            height = self.middle + (place - (shown - 1) / 2) * PITCH
            number = channels if place == shown - 1 else place + 1
            skipped = channels > SHOWN and place == SHOWN - 2
            yield round(height, 2), "⋮" if skipped else f"{letter}{number}"


def _drawn(channels: int) -> int:
    return min(channels, SHOWN)


def read(params: Mapping[str, Any]) -> Pointwise:
    """The channels before and after; raises FormulaError for anything else."""
    parts.checked(KIND, params, dict.fromkeys(("in_channels", "out_channels"), parts.count))
    return Pointwise(**params)


def drawn(drawing: Pointwise, room: int) -> str:
    """The two vectors and the matrix between them."""
    left, right = ([name for _, name in side.marks] for side in drawing.sides)
    wide = max(map(len, (*left, *right)))
    blocks = [_vector(left, wide), [f"──▶ W: {drawing.weights} ──▶"], _vector(right, wide)]
    tall = max(map(len, blocks))
    centred = [[*[""] * ((tall - len(block)) // 2), *block] for block in blocks]
    first, second = (side.caption for side in drawing.sides)
    notes = (f"{first}, at one pixel", f"{second}, at the same pixel", "the same W at every pixel")
    return "\n".join([*parts.beside(centred, " "), *parts.told(notes, room)])


def _vector(names: list[str], wide: int) -> list[str]:
    return parts.framed([[name.center(wide)] for name in names])
