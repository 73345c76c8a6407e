"""What drawings are made of: boxes, lines, rounds and words, as values, in pixels from the upper left corner."""

from __future__ import annotations

from math import hypot
from typing import ClassVar, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from quizgen.text.columns import columns
from quizgen.text.pixels import pixels

SIZE = 15.1
"""Pixels of common letters: 7 points where 1280 of them are as wide as an A4 sheet, 11 on a slide."""
ADVANCE = 0.6021
"""Of DejaVu Sans Mono, to its size; the types that stand in for it are no wider."""
ABOVE, BELOW = 0.76, 0.24
"""How far letters reach from their line, to their size."""
LINE = 17.0
HEAD = 8.0
"""Of an arrow."""
INK, GREY = "#1a1a1a", "#5c6672"
Anchor: TypeAlias = Literal["start", "middle", "end"]
Point: TypeAlias = tuple[float, float]


def long(text: str, size: float = SIZE) -> float:
    """The pixels that a line of text takes."""
    return columns(text) * size * ADVANCE


def cut(text: str, width: float, size: float = SIZE) -> str:
    """The text, or as much of its end as there is room for: names differ at the end."""
    most = max(1, int(width / (size * ADVANCE) + 1e-6))
    return text if columns(text) <= most else f"…{text[-(most - 1) :]}" if most > 1 else "…"


class Words(Struct, frozen=True):
    """A line of text; ``y`` is where its letters stand."""

    form: ClassVar[str] = "words"
    x: float
    y: float
    text: str
    anchor: Anchor = "start"
    bold: bool = False
    size: float = SIZE
    fill: str = INK

    def moved(self, x: float, y: float) -> Words:
        """The same so far on."""
        return replace(self, x=self.x + x, y=self.y + y)

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom."""
        wide = long(self.text, self.size)
        left = self.x - {"start": 0.0, "middle": wide / 2, "end": wide}[self.anchor]
        return left, self.y - ABOVE * self.size, left + wide, self.y + BELOW * self.size


class Path(Struct, frozen=True):
    """A line through points, or an area within them; ``arrow`` sets a head on its end, ``pattern`` lies over it."""

    form: ClassVar[str] = "path"
    points: tuple[Point, ...]
    stroke: str = INK
    weight: float = 1.5
    dash: str = ""
    fill: str = "none"
    arrow: bool = False
    closed: bool = False
    pattern: str = ""

    @property
    def line(self) -> str:
        """The line as SVG has it; one with a head ends a little before it."""
        points = [*self.points[:-1], self._neck] if self.arrow else self.points
        return "M" + "L".join(f"{pixels(x)} {pixels(y)}" for x, y in points) + ("Z" if self.closed else "")

    @property
    def _neck(self) -> Point:
        (x, y), (across, along) = self.points[-1], self._way
        return x - HEAD * across, y - HEAD * along

    @property
    def _way(self) -> Point:
        """The direction in which it ends."""
        (left, top), (x, y) = self.points[-2:]
        length = hypot(x - left, y - top) or 1.0
        return (x - left) / length, (y - top) / length

    @property
    def head(self) -> str:
        """The head of an arrow as SVG has it."""
        (x, y), (left, top), (across, along) = self.points[-1], self._neck, self._way
        side = HEAD / 2
        corners = (left - side * along, top + side * across), (left + side * along, top - side * across), (x, y)
        return "M" + "L".join(f"{pixels(one)} {pixels(other)}" for one, other in corners) + "Z"

    def moved(self, x: float, y: float) -> Path:
        """The same so far on."""
        return replace(self, points=tuple((left + x, top + y) for left, top in self.points))


class Round(Struct, frozen=True):
    """A circle."""

    form: ClassVar[str] = "round"
    x: float
    y: float
    radius: float
    fill: str = "#ffffff"
    stroke: str = INK
    weight: float = 1.5

    def moved(self, x: float, y: float) -> Round:
        """The same so far on."""
        return replace(self, x=self.x + x, y=self.y + y)


Mark: TypeAlias = Words | Path | Round


def area(  # noqa: PLR0913, PLR0917 - what a rectangle has
    x: float, y: float, width: float, height: float, /, fill: str = "#ffffff", stroke: str = INK, *,
    weight: float = 1.25, dash: str = "", pattern: str = "",
) -> Path:  # fmt: skip
    """A rectangle."""
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Path(corners, stroke, weight, dash, fill, closed=True, pattern=pattern)


class Piece(Struct, frozen=True):
    """A part of a drawing that a path enters on its left side and leaves on its right, at these heights."""

    width: float
    height: float
    enter: float
    leave: float
    marks: tuple[Mark, ...] = ()

    def at(self, x: float, y: float) -> tuple[Mark, ...]:
        """Its marks with its corner there."""
        return tuple(mark.moved(x, y) for mark in self.marks)
