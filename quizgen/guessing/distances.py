"""Where an option lies among the others."""

from __future__ import annotations

from functools import reduce

import numpy as np

from quizgen.guessing.arrays import Ints


def distance(values: Ints) -> Ints:
    """The distances to the others, added up: least in the middle of a crowd."""
    return np.asarray(sum(_distances(values)), dtype=np.int64)


def nearest(values: Ints) -> Ints:
    """The distance to the nearest of the others."""
    return np.asarray(reduce(np.minimum, _distances(values)), dtype=np.int64)


def _distances(values: Ints) -> list[Ints]:
    """The distances to the next option in turn, to the one after that, and so on round."""
    return [np.abs(values - np.roll(values, shift, axis=1)) for shift in range(1, values.shape[1])]
