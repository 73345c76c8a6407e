"""Odd and even."""

from __future__ import annotations

import numpy as np

from quizgen.guessing.arrays import Ints


def odd(values: Ints) -> Ints:
    """One for an odd value, zero for an even one."""
    return values % 2


def like_others(values: Ints) -> Ints:
    """How many of the others are odd as this one is, or even as it is."""
    parity = odd(values)
    return np.asarray((parity[:, :, None] == parity[:, None, :]).sum(axis=2) - 1, dtype=np.int64)
