"""Which values of a table lie so near to each other that nobody tells them apart; all count in parts of one."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from quizgen.answers.precision import APART, Precision
from quizgen.space import Mask

FEW = 3
"""With so many decimals every key is asked as it is; with more, so many significant digits are enough."""


def precision(keys: npt.NDArray[np.int64], unit: int) -> Precision:
    """How many digits count over all keys of a level, so that none tells its own; all where they are whole."""
    for digits in range(FEW + 1):
        if not np.any(keys * 10**digits % unit):
            return Precision(digits or None)
    return Precision(FEW, significant=True)


def near(one: Any, other: Any, unit: int) -> Mask:
    """Where two options would be a near miss: see ``quizgen.answers.precision.near``."""
    parts = np.logical_or(one % unit, other % unit)
    return np.asarray(parts & _close(one, other), dtype=np.bool_)


def rounded_alike(one: Any, other: Any, unit: int, wanted: Precision) -> Mask:
    """Where what is rounded from one value may be rounded from the other; equal ones where all digits count."""
    if wanted.digits is None:
        return np.asarray(one == other, dtype=np.bool_)
    if wanted.significant:
        return _close(one, other)
    return np.asarray(np.abs(one - other) * 10**wanted.digits < unit, dtype=np.bool_)


def _close(one: Any, other: Any) -> Mask:
    size = np.maximum(np.abs(one), np.abs(other))
    return np.asarray(np.abs(one - other) * APART < size, dtype=np.bool_)
