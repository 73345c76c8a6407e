"""What a guesser makes of the numbers in the stem, without knowing what they are for.

``stem`` is items x numbers, filled up with zeros, ``target`` a number for each item as a fraction.
"""

from __future__ import annotations

import numpy as np

from quizgen.guessing.arrays import Ints, sizes


def printed(values: Ints, stem: Ints) -> Ints:
    """One for an option that stands in the stem, zero for any other."""
    return np.asarray((values[:, :, None] == stem[:, None, :]).any(axis=2), dtype=np.int64)


def multiple_of_stem(values: Ints, stem: Ints) -> Ints:
    """Of how many of the stem's numbers above one an option is a multiple."""
    divides = (sizes(values)[:, :, None] % np.maximum(stem[:, None, :], 1) == 0) & (stem > 1)[:, None, :]
    return np.asarray(divides.sum(axis=2), dtype=np.int64)


def closest_to(values: Ints, numerator: Ints, denominator: Ints) -> Ints:
    """The distance from a target, counted in parts of its denominator; the target is items."""
    return np.asarray(np.abs(values * denominator[:, None] - numerator[:, None]), dtype=np.int64)


def just_below(values: Ints, numerator: Ints, denominator: Ints) -> Ints:
    """The same distance for options up to the target, and beyond any of these for options above it."""
    above = values * denominator[:, None] > numerator[:, None]
    away = closest_to(values, numerator, denominator)
    return np.where(above, away + away.max(initial=0) + 1, away)
