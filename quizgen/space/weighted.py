"""A keyed order of points in which every look comes as often as its weight says, however many points have it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial

import numpy as np

from quizgen.space.grids import Column
from quizgen.space.keyed import Permutation, digest


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
        numbers = looks.numbers
        self._members = np.argsort(numbers, kind="stable")
        sizes = np.bincount(numbers, minlength=len(looks.weights))
        self._starts = np.cumsum(sizes) - sizes
        self._order = cache(partial(_order, sizes, path))
        look = np.repeat(np.arange(len(sizes)), sizes)
        turn = np.arange(len(numbers)) - self._starts[look]
        when = (turn + _fractions(len(numbers), digest("turns", *path))) / looks.weights[look]
        self._queue = np.argsort(when, kind="stable")
        self._places = np.argsort(self._queue, kind="stable")
        self._look = look

    def __len__(self) -> int:
        return len(self._queue)

    def __getitem__(self, index: int) -> int:
        turn = int(self._queue[index])
        look = int(self._look[turn])
        start = int(self._starts[look])
        return int(self._members[start + self._order(look)[turn - start]])

    def index(self, value: int) -> int:
        """The place at which a number comes; raises ValueError for what never does."""
        if not 0 <= value < len(self):
            raise ValueError(f"{value} is not in range({len(self)})")
        at = int(np.flatnonzero(self._members == value)[0])
        look = int(self._look[at])
        start = int(self._starts[look])
        return int(self._places[start + self._order(look).index(at - start)])


def _order(sizes: Column, path: tuple[object, ...], look: int) -> Permutation:
    """In which order the points of a look come; few looks are drawn, so it is made when it is needed."""
    return Permutation(int(sizes[look]), look, *path)


def _fractions(count: int, key: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """``count`` numbers from 0 to 1, the same on every machine: splitmix64 of a counter."""
    with np.errstate(over="ignore"):
        mixed = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(key)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
        mixed ^= mixed >> np.uint64(31)
    return np.asarray((mixed >> np.uint64(11)).astype(np.float64) / 2.0**53)
