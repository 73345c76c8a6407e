"""Where an option lies among the others."""

from __future__ import annotations

import numpy as np

from quizgen.guessing.arrays import Ints


def distance(values: Ints) -> Ints:
    """The distances to the others, added up: least in the middle of a crowd."""
    return np.asarray(_distances(values).sum(axis=2), dtype=np.int64)


def nearest(values: Ints) -> Ints:
    """The distance to the nearest of the others."""
    every = _distances(values)
    places = np.arange(values.shape[1])
    every[:, places, places] = np.iinfo(np.int64).max
    return np.asarray(every.min(axis=2), dtype=np.int64)


def _distances(values: Ints) -> Ints:
    return np.asarray(np.abs(values[:, :, None] - values[:, None, :]), dtype=np.int64)
