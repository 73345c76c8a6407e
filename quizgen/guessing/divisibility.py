"""Which small numbers divide a value."""

from __future__ import annotations

import numpy as np

from quizgen.guessing.arrays import Ints, sizes
from quizgen.guessing.powers import times

SMALL = range(2, 17)


def small_divisors(values: Ints) -> Ints:
    """How many of the numbers from 2 to 16 divide each value."""
    return np.asarray(sum((sizes(values) % number == 0).astype(np.int64) for number in SMALL), dtype=np.int64)


def threes(values: Ints) -> Ints:
    """How often three divides each value: a kernel's three rows leave it behind."""
    return times(values, 3)


def fives(values: Ints) -> Ints:
    """How often five divides each value."""
    return times(values, 5)


def sevens(values: Ints) -> Ints:
    """How often seven divides each value."""
    return times(values, 7)
