"""Where what a unit sees begins and ends, told by the size of its value: a few rows, not one for each position.

Each position of a row counts for more than all before it together, however often layers add these up and even if they
average it away: the value of a unit tells the last position that it sees. Where they count for less and less, it tells
the first. So many positions as floats can tell apart stand in one row, and the next ones in another.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from msgspec import Struct

from quizgen.layers import (
    SPATIAL,
    AdaptivePooling,
    AvgPooling,
    Joining,
    Layer,
    Padded,
    PixelUnshuffle,
    Transposed,
    Unpooling,
    Upsample,
    axis,
)
from quizgen.layers import branches as branches_of
from quizgen.oracle.running import loaded

LOWEST, BITS = -960, 1920
"""The exponents of two that marks have: fewer than float64 has, so that no layer's sum is beyond them."""
BLOCK, KEPT = 64, 64
"""Rows are made for whole blocks of positions, and so many of them are kept: those of most inputs."""


class Marks(Struct, frozen=True):
    """Two sets of rows (2R, 1, length), of rising and of falling marks; ``lost`` bits may be averaged away."""

    rows: Any
    step: int
    lost: int

    @classmethod
    def on(cls, layers: Sequence[Layer], length: int, which: int) -> Marks:
        """Marks on ``length`` positions that these layers leave apart from each other."""
        added, lost = _bits(layers, length, which)
        step = added + lost + 1
        if step > BITS:
            raise ValueError(f"{len(layers)} layers add up and average more than {BITS} bits can tell apart")
        return cls(_rows(step, -(-length // BLOCK))[:, :, :length], step, lost)

    def ends(self, signal: Any, unit: int) -> tuple[int, int]:
        """The first and the last position that a unit of the signal sees, which the layers made of the rows."""
        values = signal[:, 0, unit].tolist()
        rising, falling = values[: len(values) // 2], values[len(values) // 2 :]
        wide = BITS // self.step
        seen = [row for row, value in enumerate(rising) if value]
        first, last = seen[0], seen[-1]
        return (first + 1) * wide - 1 - self._rank(falling[first]), last * wide + self._rank(rising[last])

    def _rank(self, value: float) -> int:
        """Which mark is the largest in a value."""
        return (math.frexp(value)[1] - 1 - LOWEST + self.lost) // self.step


@lru_cache(KEPT)
def _rows(step: int, blocks: int) -> Any:
    wide = BITS // step
    places = np.arange(blocks * BLOCK)
    row, place = places // wide, places % wide
    marks = np.zeros((2, int(row[-1]) + 1, len(places)))
    for rows, rank in zip(marks, (place, wide - 1 - place), strict=True):
        rows[row, places] = np.ldexp(1.0, LOWEST + step * rank)
    return loaded().from_numpy(marks.reshape(-1, 1, len(places)))


def _bits(layers: Sequence[Layer], length: int, which: int) -> tuple[int, int]:
    """By how many bits the layers may make a value larger as they add up, and smaller as they average."""
    added = lost = 0
    for layer in layers:
        more, less = _bits_of(layer, length, which)
        added, lost = added + more, lost + less
    return added, lost


def _bits_of(layer: Layer, length: int, which: int) -> tuple[int, int]:
    match layer.layer if isinstance(layer, Padded) else layer:
        case Joining() as joint:
            paths = [_bits(branch, length, which) for branch in branches_of(joint)]
            return max(more for more, _ in paths) + _ways(len(paths)), max(less for _, less in paths)
        case AdaptivePooling():
            return _ways(length), _ways(length)
        case Upsample():
            return 1, 2 * _ways(length) + 1
        case PixelUnshuffle() as shuffle:
            return _ways(shuffle.downscale_factor), 0
        case _ if isinstance(layer, (*SPATIAL, Transposed, Unpooling)):
            ways = _ways(axis(layer.kernel_size, which))
            return ways, ways if isinstance(layer, AvgPooling) else 0
        case _:
            return 0, 0


def _ways(count: int) -> int:
    """The bits of what is added up so many times."""
    return (count - 1).bit_length()
