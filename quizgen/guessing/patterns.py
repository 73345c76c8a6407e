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
    found = np.zeros(len(scores), dtype=np.int64)
    for place in range(options):
        lower = sum(
            (scores[:, place] > scores[:, other]).astype(np.int64) for other in range(options) if other != place
        )
        found += lower * options**place
    return found
