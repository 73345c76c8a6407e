"""What an option has in common with the others: each wrong one is a single mistake away from the key."""

from __future__ import annotations

import numpy as np

from quizgen.guessing.arrays import Ints, over_others


def shared_factors(values: Ints) -> Ints:
    """The greatest common divisors with each of the others, added up."""
    return over_others(values, np.gcd)


def multiples(values: Ints) -> Ints:
    """How many of the others an option divides or is a multiple of."""
    return over_others(values, lambda own, other: np.asarray(np.gcd(own, other) == np.minimum(own, other), np.int64))


def ratio_bits(values: Ints) -> Ints:
    """How many binary digits the ratios to the others have in lowest terms: few where an option is what all share."""
    return over_others(values, lambda own, other: _bits(own // np.gcd(own, other)) + _bits(other // np.gcd(own, other)))


def _bits(numbers: Ints) -> Ints:
    return np.asarray(np.frexp(numbers.astype(np.float64))[1], dtype=np.int64)
