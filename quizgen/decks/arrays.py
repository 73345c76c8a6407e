"""Arrays of whole numbers and of shares."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from quizgen.guessing.arrays import Ints

__all__ = ["Floats", "Ints"]

Floats: TypeAlias = npt.NDArray[np.float64]
