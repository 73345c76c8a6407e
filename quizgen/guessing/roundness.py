"""Round numbers: results of mistakes are seldom as round as what somebody chose, or the other way round."""

from __future__ import annotations

import numpy as np

from quizgen.guessing.arrays import Ints, sizes
from quizgen.guessing.powers import times

DIGITS = 10 ** np.arange(1, 19, dtype=np.int64)


def length(values: Ints) -> Ints:
    """How many decimal digits each value has."""
    return np.asarray(np.searchsorted(DIGITS, sizes(values), side="right") + 1, dtype=np.int64)


def decimal_zeros(values: Ints) -> Ints:
    """With how many zeros each value ends."""
    return times(values, 10)


def significant_digits(values: Ints) -> Ints:
    """How many digits are left without the zeros at the end."""
    return length(values) - decimal_zeros(values)


def binary_zeros(values: Ints) -> Ints:
    """Roundness in base two: how often two divides each value."""
    return times(values, 2)
