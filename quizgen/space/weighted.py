"""A keyed order of points in which every look comes as often as its weight says, however many points have it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from quizgen.space.grids import Column
from quizgen.space.keyed import digest


@dataclass(frozen=True, slots=True)
class Looks:
    """What every point looks like, as a number, and the weight of each look."""

    numbers: Column
    weights: Column

    def of(self, points: Column) -> Looks:
        """The looks of some points."""
        return Looks(self.numbers[points], self.weights)


class Weighted:
    """All numbers below ``len(looks.numbers)``; while points of each look last, looks come by their weights.

    Each look is a queue in keyed order whose turns are as far apart as its weight is small.
    """

    def __init__(self, looks: Looks, *path: object) -> None:
        count = len(looks.numbers)
        members = np.argsort(looks.numbers + _fractions(count, digest("members", *path)), kind="stable")
        look = looks.numbers[members]
        sizes = np.bincount(look, minlength=len(looks.weights))
        turn = np.arange(count) - (np.cumsum(sizes) - sizes)[look]
        when = (turn + _fractions(count, digest("turns", *path))) / looks.weights[look]
        self._order = members[np.argsort(when, kind="stable")]

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[int]:
        return map(self._order.item, range(len(self)))

    def __getitem__(self, index: int) -> int:
        return int(self._order[index])

    def index(self, value: int) -> int:
        """The place at which a number comes; raises ValueError for what never does."""
        if not 0 <= value < len(self):
            raise ValueError(f"{value} is not in range({len(self)})")
        return int(np.flatnonzero(self._order == value)[0])


def _fractions(count: int, key: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """``count`` numbers from 0 to 1, the same on every machine: splitmix64 of a counter."""
    with np.errstate(over="ignore"):
        mixed = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(key)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
        mixed ^= mixed >> np.uint64(31)
    return np.asarray((mixed >> np.uint64(11)).astype(np.float64) / 2.0**53)
