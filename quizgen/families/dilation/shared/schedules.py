"""Stacks of dilated layers, those of published networks among them, and the positions that they read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import Any

import numpy as np

from quizgen.space import Mask

SCHEDULES = (
    *((3, rates) for rates in ((1, 2, 3), (1, 2, 5), (2, 2, 2), (1, 2, 5, 9), (3, 4, 5))),  # Wang et al. (2018)
    *((3, rates) for rates in ((1, 1, 2, 4, 8, 16), (1, 2, 4, 8))),  # Yu and Koltun (2016); D-LinkNet
    *((3, rates) for rates in ((2, 4, 8), (4, 8, 16), (2, 2, 2, 2), (4, 4, 4))),  # DeepLabv3's grids; DRN
    *((kernel_size, (1, 2, 4, 8, 16)) for kernel_size in (2, 3, 5)),  # WaveNet, TCN
)
"""Kernel size and dilations of layers that follow each other in published networks."""


def offsets(stack: Iterable[tuple[int, int]], seen: int = 1) -> int:
    """The positions that the stack reads, tap by tap: a whole number whose bit at each of them is set.

    ``seen`` are those that the layers before it read.
    """
    for kernel_size, dilation in stack:
        seen = reduce(or_, [seen << tap * dilation for tap in range(kernel_size)])
    return seen


def places(bits: int) -> list[int]:
    """Which bits of a whole number are set, from the lowest on."""
    return [place for place in range(bits.bit_length()) if bits >> place & 1]


def reach(stack: Sequence[tuple[int, int]]) -> int:
    """The last position that can be read, counted from 0."""
    return sum(dilation * (kernel_size - 1) for kernel_size, dilation in stack)


def published(c: Any) -> Mask:
    """Where the layers are one after the other in a published schedule."""
    numbers = range(1, int(c.shape[1]) + 1)
    rows = np.stack(
        [column for n in numbers for column in (getattr(c, f"kernel_size_{n}"), getattr(c, f"dilation_{n}"))]
    )
    parts = {part for schedule in SCHEDULES for part in _parts(*schedule, len(numbers))}
    return np.asarray([tuple(row) in parts for row in rows.T.tolist()], dtype=np.bool_)


def _parts(kernel_size: int, rates: Sequence[int], length: int) -> Iterator[tuple[int, ...]]:
    """So many layers in a row, each as its kernel size and its dilation."""
    for start in range(len(rates) - length + 1):
        yield tuple(number for rate in rates[start : start + length] for number in (kernel_size, rate))
