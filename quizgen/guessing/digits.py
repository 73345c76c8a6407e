"""The digits that an option is written with."""

from __future__ import annotations

import numpy as np

from quizgen.guessing.arrays import Ints, sizes
from quizgen.guessing.roundness import DIGITS, length


def last_digit(values: Ints) -> Ints:
    """The last decimal digit."""
    return sizes(values) % 10


def shared_digits(values: Ints) -> Ints:
    """How many digits an option has in common with each of the others, added up; order does not matter."""
    counts = _counts(values)
    shared = np.minimum(counts[:, :, None], counts[:, None, :]).sum(axis=(2, 3))
    return np.asarray(shared - length(values), dtype=np.int64)


def _counts(values: Ints) -> Ints:
    """How often each of the ten digits stands in each value: items x options x 10."""
    powers = np.concatenate([np.ones(1, dtype=np.int64), DIGITS])
    digits = sizes(values)[:, :, None] // powers % 10
    written = np.arange(len(powers)) < length(values)[:, :, None]
    return np.stack([((digits == digit) & written).sum(axis=2) for digit in range(10)], axis=2)
