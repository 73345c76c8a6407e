"""Which unit of each layer a picture of fields shows, and the part of the input that it shows them on."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from msgspec import Struct

from quizgen.explaining.pictures.steps import Step

SMALL = 4
"""Where the last field is smaller than the input by this factor, only the beginning of the input is shown."""


class View(Struct, frozen=True):
    """One axis: how long the input is, the centre of the unit of each layer, and what is shown of the axis."""

    length: int
    centres: tuple[Fraction, ...]
    low: float
    high: float

    @property
    def part(self) -> bool:
        """Whether only a part of the input is shown."""
        return self.high < self.length - 0.5


def view(local: Sequence[Step], length: int, axis: int) -> View:
    """The units that stand over each other in the middle, or for small fields near the beginning of the input."""
    if not local:
        return View(length, (), -0.5, length - 0.5)
    last = max(local, key=lambda step: step.field[axis])
    small = SMALL * last.field[axis] < length
    middle = _inside(last, axis) if small else Fraction(length - 1, 2)
    centres = _centres(local, last.unit(middle, axis), axis)
    ends = [step.stretch(centre, axis) for step, centre in zip(local, centres, strict=True)]
    firsts = [step.first(axis) for step in local]
    low = min(-0.5, *(begin for begin, _ in (*ends, *firsts)))
    beside = [neighbour(step, centre, axis) for step, centre in zip(local, centres, strict=True)]
    high = max(end for _, end in (*ends, *filter(None, beside)))
    if small:
        return View(length, centres, low, min(length - 0.5, high + 1))
    return View(length, centres, low, max(high, length - 0.5))


def _centres(local: Sequence[Step], last: Fraction, axis: int) -> tuple[Fraction, ...]:
    """From the last layer back, each time the unit in the middle of what the unit after it sees."""
    centres = [last]
    for step in reversed(local):
        centres.append(step.unit(centres[-1], axis))
    return tuple(centres[:0:-1])


def neighbour(step: Step, centre: Fraction, axis: int) -> tuple[float, float] | None:
    """What the next unit sees; None where there is none."""
    place = (centre - step.start[axis]) / step.jump[axis]
    return step.stretch(centre + step.jump[axis], axis) if place + 1 < step.units[axis] else None


def _inside(step: Step, axis: int) -> Fraction:
    """The centre of the first unit that sees nothing before the input."""
    begin = Fraction(step.field[axis] - 1, 2) - step.start[axis]
    return step.start[axis] + max(0, ceil(begin / step.jump[axis])) * step.jump[axis]
