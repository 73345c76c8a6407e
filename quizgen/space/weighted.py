"""A keyed order of points in which every look comes as often as its weight says, however many points have it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from msgspec import Struct

from quizgen.space.grids import Column
from quizgen.space.shuffles import BITS, ascending, drawn


class Looks(Struct, frozen=True):
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
        members = ascending(looks.numbers << BITS | drawn(len(looks.numbers), "members", *path))
        look = looks.numbers[members]
        sizes = np.bincount(look, minlength=len(looks.weights))
        turn = np.arange(len(look)) - (np.cumsum(sizes) - sizes)[look]
        when = (turn << BITS | drawn(len(look), "turns", *path)) // looks.weights[look]
        self._order = members[ascending(when)]

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
