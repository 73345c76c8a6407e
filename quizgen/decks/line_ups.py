"""Every set of distractors that puts the key at a rank, from the usable wrong values nearest to it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np

from quizgen.decks.arrays import Ints
from quizgen.decks.table import LevelTable
from quizgen.space import Column

NEAREST = {4: 5, 3: 6}
"""How many usable values on each side of the key may stand beside it, by the number of options."""
NONE = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class LineUps:
    """Sets of distractors with the key at one rank, for some points: one row each.

    ``values`` are all options, ascending; ``distractors`` the misconceptions of the others in that order.
    """

    point: Column
    distractors: Ints
    values: Ints


@cache
def _picks(rank: int, options: int) -> Ints:
    """The ways to take ``rank`` of the nearest values below the key and the rest above, as columns, ascending."""
    near, above_key = NEAREST[options], options - 1 - rank
    below = [tuple(near - 1 - place for place in reversed(pick)) for pick in combinations(range(near), rank)]
    above = [tuple(near + place for place in pick) for pick in combinations(range(near), above_key)]
    return np.asarray([left + right for left in below for right in above], dtype=np.int64)


def line_ups(table: LevelTable, points: Column, rank: int, options: int) -> LineUps:
    """Every line-up of the points at a rank, from the nearest usable values on both sides."""
    order, values = _neighbours(table, points, NEAREST[options])
    picks = _picks(rank, options)
    chosen = values[:, picks]
    row, pick = np.nonzero(np.all(chosen != NONE, axis=2))
    others = chosen[row, pick]
    key = table.key_scale[points[row]][:, None]
    every = np.concatenate([others[:, :rank], key, others[:, rank:]], axis=1)
    return LineUps(points[row], order[row[:, None], picks[pick]], every)


def _neighbours(table: LevelTable, points: Column, near: int) -> tuple[Ints, Ints]:
    """Misconceptions and values nearest to each key: those below, then those above, ascending; NONE for none."""
    usable, wrong = table.usable[:, points].T, table.wrong_scale[:, points].T
    key = table.key_scale[points][:, None]
    far = np.iinfo(np.int64).max
    below = np.where(usable & (wrong < key), wrong, NONE)
    above = np.where(usable & (wrong > key), wrong, far)
    pad = max(0, near - wrong.shape[1])
    below, above = (np.pad(a, ((0, 0), (0, pad)), constant_values=v) for a, v in ((below, NONE), (above, far)))
    low = np.argsort(below, axis=1, kind="stable")[:, -near:]
    high = np.argsort(above, axis=1, kind="stable")[:, :near]
    values = np.concatenate([np.take_along_axis(below, low, 1), np.take_along_axis(above, high, 1)], axis=1)
    return np.concatenate([low, high], axis=1), np.where(values == far, NONE, values)
