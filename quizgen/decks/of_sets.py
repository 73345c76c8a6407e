"""How often the choices of a set come: all of a set alike, those that show common layers more often.

If one choice of a set came more often than another, its key would come more often than the other options.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from quizgen.decks.dealt import Dealt
from quizgen.decks.table import LevelTable
from quizgen.space import Column, Looks


def weights_of_sets(dealt: Mapping[int, Dealt], table: LevelTable, looks: Looks) -> Column:
    """How often each point comes, in ascending order: its set's weight, the mean of those of the set's points."""
    points = np.asarray(sorted(dealt), dtype=np.int64)
    own = looks.weights[looks.numbers[points]]
    shown = [_shown(table, dealt[point]) for point in points.tolist()]
    numbers = {values: number for number, values in enumerate(dict.fromkeys(shown))}
    of_set = np.asarray([numbers[values] for values in shown], dtype=np.int64)
    means = np.bincount(of_set, weights=own) // np.bincount(of_set)
    return np.maximum(1, means.astype(np.int64))[of_set]


def _shown(table: LevelTable, one: Dealt) -> Sequence[tuple[int, ...]]:
    """The values that stand there, whichever of them is the key."""
    wrong = (table.wrong[mistake, :, one.point] for mistake in one.distractors)
    return tuple(sorted(tuple(values.tolist()) for values in (table.key[:, one.point], *wrong)))
