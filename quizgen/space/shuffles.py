"""Random orders of many numbers in one numpy pass, in whole numbers only: the same on every machine."""

from __future__ import annotations

import numpy as np

from quizgen.space.grids import Column
from quizgen.space.keyed import digest

BITS = 27
"""So many of a key are random, beside a look and a place of at most 18 each (see ``grids.LARGEST``)."""


def shuffle(count: int, *path: object) -> Column:
    """All numbers below ``count`` in the order that a path gives."""
    return ascending(drawn(count, *path))


def drawn(count: int, *path: object) -> Column:
    """``count`` numbers below ``2**BITS``: splitmix64 of a counter."""
    with np.errstate(over="ignore"):
        mixed = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(digest(*path))
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed = (mixed ^ (mixed >> np.uint64(shift))) * np.uint64(factor)
    return ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(64 - BITS)).astype(np.int64)


def ascending(keys: Column) -> Column:
    """The places of the smallest key, the next and so on; of equal ones the first comes first.

    With its place at its end each key is a number of its own, and plain numbers sort faster than places do.
    """
    bits = len(keys).bit_length()
    return np.sort(keys << bits | np.arange(len(keys))) & ((1 << bits) - 1)
