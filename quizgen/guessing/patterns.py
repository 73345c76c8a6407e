"""How the options of an item lie to each other in one trait, as a number."""

from __future__ import annotations

import numpy as np

from quizgen.guessing.arrays import Ints


def pattern(scores: Ints) -> Ints:
    """One number for each item, the same where the options stand in the same order by their scores, ties included.

    Where every pattern comes up equally often with the key at every place, nobody finds the key by that order.
    ``scores`` is items x options; the numbers are below options ** options.
    """
    options = scores.shape[1]
    lower = (scores[:, :, None] > scores[:, None, :]).sum(axis=2)
    return np.asarray(lower @ options ** np.arange(options), dtype=np.int64)
