"""Which stretch of the input each unit of a map can see, on one axis, exactly.

Units repeat: some of them in a row, and the same again so many input positions on. Plain networks repeat with every
unit; after a transposed convolution neighbours see different stretches. Padding counts as if the input went on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import gcd, lcm

from msgspec import Struct

Stretch = tuple[int, int]


class TooManyUnits(ValueError):  # noqa: N818 - it names what there is
    """Units see different stretches, more of them than can be told."""


class Units(Struct, frozen=True):
    """The first and last input position of each unit of one period; the next period begins ``advance`` further on.

    A unit that sees nothing, in the gaps of a transposed convolution, is None. Where units do not repeat, the period is
    the whole map, and ``mean`` is how far they stand apart.
    """

    stretches: tuple[Stretch | None, ...]
    advance: int
    mean: Fraction | None = None

    @property
    def size(self) -> int:
        """The receptive field: the most input positions that any unit spans."""
        return max(last - first + 1 for first, last in filter(None, self.stretches))

    @property
    def jump(self) -> Fraction:
        """Input positions from one unit to the next, on average where they differ."""
        return self.mean or Fraction(self.advance, len(self.stretches))

    @property
    def start(self) -> Fraction:
        """The centre of what the first unit sees, counted from 0 at the first input position's centre."""
        first, last = next(filter(None, self.stretches))
        return Fraction(first + last, 2)

    def at(self, unit: int) -> Stretch | None:
        """What a unit sees; units before the first one exist in padding."""
        period, place = divmod(unit, len(self.stretches))
        stretch = self.stretches[place]
        return stretch and (stretch[0] + period * self.advance, stretch[1] + period * self.advance)


INPUT = Units(((0, 0),), 1)
MOST_STEPS = 100_000
"""Looks at single units, for one layer and axis."""


def hull(stretches: Iterable[Stretch | None]) -> Stretch | None:
    """From the first position to the last; None for nothing."""
    ends = [stretch for stretch in stretches if stretch]
    return (min(first for first, _ in ends), max(last for _, last in ends)) if ends else None


def slid(units: Units, taps: Sequence[int], stride: int) -> Units:
    """After a layer whose unit ``o`` reads the units ``stride * o + tap``."""
    count = len(units.stretches) // gcd(len(units.stretches), stride)
    _moderate(count, len(taps))
    ends = taps if len(units.stretches) > 1 else (taps[0], taps[-1])  # where all units are alike, the outer ones tell
    seen = tuple(hull(units.at(stride * unit + tap) for tap in ends) for unit in range(count))
    return Units(seen, units.advance * stride * count // len(units.stretches))


def stamped(units: Units, taps: Sequence[int], stride: int) -> Units:
    """After a layer that stamps unit ``i`` onto the units ``stride * i + tap``."""
    count = len(units.stretches) * stride
    _moderate(count, len(taps))
    seen = tuple(
        hull(units.at((unit - tap) // stride) for tap in taps if (unit - tap) % stride == 0) for unit in range(count)
    )
    return Units(seen, units.advance)


def adapted(units: Units, length: int, count: int) -> Units:
    """After adaptive pooling of ``length`` units to ``count``, whose windows start and end at rounded places."""
    period = len(units.stretches) // gcd(len(units.stretches), length)
    _moderate(period * count, length // count + 2)
    windows = (range(unit * length // count, -(-(unit + 1) * length // count)) for unit in range(period * count))
    seen = tuple(hull(units.at(place) for place in window) for window in windows)
    return Units(seen, units.advance * length * period // len(units.stretches))


def united(every: Sequence[Units], length: int) -> Units:
    """After branches meet in ``length`` units: each of them sees what any branch's unit at its place sees.

    Raises ValueError where the branches have different jumps: their units do not stand over the same positions. What
    ``align_corners`` shifts over a whole map, less than one unit of the smaller one, is no such difference.
    """
    jumps = {units.jump for units in every}
    if len(jumps) > 1:
        if (max(jumps) - min(jumps)) * length > 2 * min(jumps):
            raise ValueError("different jumps: " + " and ".join(str(units.jump) for units in every))
        _moderate(length, len(every))
        drifting = tuple(hull(units.at(unit) for units in every) for unit in range(length))
        return Units(drifting, round(max(jumps) * length), max(jumps))
    count = lcm(*(len(units.stretches) for units in every))
    _moderate(count, len(every))
    seen = tuple(hull(units.at(unit) for units in every) for unit in range(count))
    return Units(seen, int(every[0].jump * count))


def clipped(units: Units, count: int, length: int) -> Stretch:
    """What ``count`` units see together of an input of that length: the first and the last period tell."""
    period = len(units.stretches)
    ends = {*range(min(count, period)), *range(max(count - period, 0), count)}
    first, last = hull(map(units.at, ends)) or (0, length - 1)
    return max(first, 0), min(last, length - 1)


def _moderate(count: int, each: int) -> None:
    """Raises TooManyUnits where so many would have to be looked at, each through so many others."""
    if count * each > MOST_STEPS:
        raise TooManyUnits(
            f"a row of its map has {count:,} units that see the input in different ways, too many to look at each; "
            "take a smaller stride or output_size"
        )
