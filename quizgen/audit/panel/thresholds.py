"""Rules that are learned: one place up to a threshold of some feature, another above it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from quizgen.guessing import Ints

Feature: TypeAlias = npt.NDArray[np.float64]
"""One number for each item; equal fractions are equal floats."""


def learned(options: Ints, places: Ints) -> Iterator[tuple[str, int, int]]:
    """Each feature's rule, learned on every other item: its name, and its hits among how many of the others.

    ``options`` are the items' numbers in ascending order (items x options), ``places`` says which is the key.
    """
    tried = places[1::2]
    if not len(tried):
        return
    for name, feature in _features(options):
        threshold, low, high = _best(feature[::2], places[::2], options.shape[1])
        hits = np.where(feature[1::2] <= threshold, low, high) == tried
        yield f"learned threshold on {name}", int(hits.sum()), len(tried)


def _features(options: Ints) -> Iterator[tuple[str, Feature]]:
    """How large the options are, and how they lie to each other."""
    columns = options.T
    gaps = np.diff(options, axis=1)
    yield "smallest", columns[0].astype(np.float64)
    yield "largest", columns[-1].astype(np.float64)
    yield "largest over smallest", _over(columns[-1], columns[0])
    for number in range(1, len(columns)):
        yield f"option {number + 1} over option {number}", _over(columns[number], columns[number - 1])
    yield "lower gap over upper gap", _over(gaps[:, 0], gaps[:, -1])
    yield "middle gap over all", _over(gaps[:, gaps.shape[1] // 2], gaps.sum(axis=1))


def _over(upper: Ints, lower: Ints) -> Feature:
    return np.asarray(upper / np.maximum(1, np.abs(lower)), dtype=np.float64)


def _best(feature: Feature, places: Ints, options: int) -> tuple[float, int, int]:
    """Threshold and the places to choose up to it and above it that hit most often."""
    order = feature.argsort(kind="stable")
    ordered = feature[order]
    hits = places[order][:, None] == np.arange(options)
    below = np.vstack([np.zeros(options, dtype=np.int64), hits.cumsum(axis=0)])
    above = below[-1] - below
    ends = np.append(-1, np.flatnonzero(np.append(np.diff(ordered) != 0, True)))
    found = (below.max(axis=1) + above.max(axis=1))[ends + 1]
    end = ends[found.argmax()]
    threshold = ordered[end] if end >= 0 else -np.inf
    return float(threshold), int(below[end + 1].argmax()), int(above[end + 1].argmax())
