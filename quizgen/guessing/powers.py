"""How often a number can be divided by another."""

from __future__ import annotations

import numpy as np

from quizgen.guessing.arrays import Ints, sizes


def times(values: Ints, divisor: int) -> Ints:
    """How often ``divisor`` divides each value."""
    rest = sizes(values)
    found = np.zeros_like(rest)
    while (divides := rest % divisor == 0).any():
        found += divides
        rest = np.where(divides, rest // divisor, rest)
    return found
