"""Input positions on paper: a scale with its ticks."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor, log10

from msgspec import Struct

from quizgen.explaining.pictures.marks import GREY, SIZE, Mark, Path, Words, long

TICK = 5.0
LABEL = 18.0
"""Pixels below an axis to where its numbers stand."""


class Axis(Struct, frozen=True):
    """From one input position to another, and the pixels that these are drawn on."""

    low: float
    high: float
    begin: float
    end: float

    @property
    def unit(self) -> float:
        """Pixels of an input position."""
        return (self.end - self.begin) / (self.high - self.low)

    def at(self, place: float) -> float:
        """Where an input position is; those that lie outside of the axis are at its end."""
        return self.begin + (min(max(place, self.low), self.high) - self.low) * self.unit

    def ticks(self) -> list[int]:
        """Round positions, far enough from each other for their numbers."""
        apart = (long("-", SIZE) * (len(str(ceil(max(abs(self.low), abs(self.high))))) + 2)) / self.unit
        power = 10 ** max(0, floor(log10(apart)) if apart >= 1 else 0)
        step = next(times * power for times in (1, 2, 5, 10, 20) if times * power >= apart)
        return list(range(ceil(self.low / step) * step, floor(self.high) + 1, step))


def across(axis: Axis, y: float) -> Iterator[Mark]:
    """The axis as a line at a height, with its numbers below."""
    yield Path(((axis.begin, y), (axis.end, y)), GREY, 1)
    for place in axis.ticks():
        yield Path(((axis.at(place), y), (axis.at(place), y + TICK)), GREY, 1)
        yield Words(axis.at(place), y + LABEL, str(place).replace("-", "−"), "middle")


def along(axis: Axis, x: float) -> Iterator[Mark]:
    """The axis as a line from above, with its numbers to the left."""
    yield Path(((x, axis.begin), (x, axis.end)), GREY, 1)
    for place in axis.ticks():
        yield Path(((x, axis.at(place)), (x - TICK, axis.at(place))), GREY, 1)
        yield Words(x - TICK - 3, axis.at(place) + SIZE / 3, str(place).replace("-", "−"), "end")
