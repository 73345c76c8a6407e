"""What a guesser looks at, as arrays."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]
Trait: TypeAlias = Callable[[Ints], Ints]
"""From options to scores of the same shape: items x options, whole numbers, the same on every machine."""


def sizes(values: Ints) -> Ints:
    """The values without their sign; zero, which every number divides, counts as one."""
    return np.asarray(np.maximum(np.abs(values), 1), dtype=np.int64)


def over_others(values: Ints, score: Callable[[Ints, Ints], Ints]) -> Ints:
    """For each option the sum of its scores beside every other option of its item; two score alike both ways."""
    found = np.zeros(values.shape, dtype=np.int64)
    columns = sizes(values).T
    for one, other in combinations(range(len(columns)), 2):
        both = score(columns[one], columns[other])
        found[:, one] += both
        found[:, other] += both
    return found
