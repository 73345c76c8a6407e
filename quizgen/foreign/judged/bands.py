"""Which numbers a condition takes: bands from one number to another, and the numbers that it names."""

from __future__ import annotations

from fractions import Fraction
from math import floor, log10

from msgspec import Struct

DIGITS, NEAR = 4, Fraction(1, 500_000)
HUGE = Fraction(10) ** 60
"""Beyond every number that anybody types."""


class Band(Struct, frozen=True):
    """All numbers from ``low`` to ``high``; ``named`` is one of them that the condition names."""

    low: Fraction
    high: Fraction
    named: Fraction | None = None

    @property
    def middle(self) -> Fraction:
        """The number that is meant: the one that is named, else the middle."""
        return (self.low + self.high) / 2 if self.named is None else self.named

    @property
    def tolerance(self) -> Fraction:
        """How far a number may be off to both sides, without what bounds have more for the sake of doubles."""
        return _tidy(min(self.high - self.middle, self.middle - self.low))

    @property
    def bounded(self) -> bool:
        """Whether it has both ends."""
        return self.low > -HUGE and self.high < HUGE


_LEAST = Fraction(1, 10**30)


def _tidy(value: Fraction) -> Fraction:
    """The short decimal that a value is but for what doubles leave."""
    if value < _LEAST:
        return value
    scale = Fraction(10) ** (DIGITS - 1 - floor(log10(value)))
    short = round(value * scale) / scale
    return short if abs(short - value) <= NEAR * value else value


EVERY = Band(-HUGE, HUGE)


def both(one: Band, other: Band) -> Band | None:
    """What is in both, None where nothing is."""
    low, high = max(one.low, other.low), min(one.high, other.high)
    named = next((value for value in (one.named, other.named) if value is not None and low <= value <= high), None)
    return Band(low, high, named) if low <= high else None


def named(bands: list[Band]) -> list[Band]:
    """The alternatives that name numbers; one that is worked out from other answers names none."""
    return [one for one in bands if one != EVERY] or bands


def united(bands: list[Band]) -> list[Band]:
    """The same, but one band for those of which one lies within another; it names what the inner one names."""
    found: list[Band] = []
    for one in sorted(bands, key=lambda band: band.low - band.high):
        around = next((place for place, wide in enumerate(found) if wide.low <= one.low and one.high <= wide.high), -1)
        if around < 0:
            found.append(one)
        elif found[around].named is None and one.named is not None:
            found[around] = Band(found[around].low, found[around].high, one.named)
    return found
