"""Which units the units of a resized map read, on one axis, as torch's ``interpolate`` has it away from the border."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import gcd

from quizgen.tracing.fields import MOST_STEPS, Units, hull

Reads = Callable[[int], range]


def resized(units: Units, length: int, count: int, mode: str, *, aligned: bool) -> Units:
    """After ``length`` units, more than one, are resized to ``count``; ``aligned`` is torch's ``align_corners``."""
    step = Fraction(length - 1, max(count - 1, 1)) if aligned else Fraction(length, count)
    reads = _reader(mode, step, aligned=aligned)
    period = len(units.stretches)
    turns = period // gcd(period, step.numerator)
    made, advance = step.denominator * turns, units.advance * step.numerator * turns // period
    if made > count and made * 4 > MOST_STEPS:
        seen = tuple(hull(map(units.at, reads(unit))) for unit in range(count))
        return Units(seen, round(units.jump * step * count), units.jump * step)
    return Units(tuple(hull(map(units.at, reads(unit))) for unit in range(made)), advance)


def _reader(mode: str, step: Fraction, *, aligned: bool) -> Reads:
    """The units that each new unit reads, as a function of its number."""
    if mode == "nearest":
        return lambda unit: range(int(unit * step), int(unit * step) + 1)
    shift = Fraction(0) if aligned else (step - 1) / 2
    before, behind = (1, 3) if mode == "bicubic" else (0, 2)

    def reads(unit: int) -> range:
        place = unit * step + shift
        first = place.numerator // place.denominator
        return range(first, first + 1) if place == first else range(first - before, first + behind)

    return reads
