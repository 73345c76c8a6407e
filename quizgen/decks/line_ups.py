"""Every set of distractors that puts the key at a rank, from the usable wrong values nearest to it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations

import numpy as np
from msgspec import Struct

from quizgen.decks.arrays import Ints
from quizgen.decks.table import LevelTable
from quizgen.space import Column

NEAREST = {4: 4, 3: 5}
"""How many usable values on each side of the key may stand beside it, by the number of options."""
NONE = np.iinfo(np.int64).min


class LineUps(Struct, frozen=True):
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
    """The line-ups of the points at a rank: of single mistakes, and of two with what both of them give.

    Of single ones the nearest usable values on both sides of the key are taken.
    """
    return _joined(_of_singles(table, points, rank, options), *_of_pairs(table, points, rank, options))


def _joined(*every: LineUps) -> LineUps:
    parts = zip(*((one.point, one.distractors, one.values) for one in every), strict=True)
    return LineUps(*map(np.concatenate, parts))


def _of_pairs(table: LevelTable, points: Column, rank: int, options: int) -> Iterator[LineUps]:
    """Two mistakes apart and at once; of three options, one of the two and both at once.

    There the key is no closer to all others than they are to each other.
    """
    for double, first, second in table.doubles:
        for chosen in [(first, second, double)] if options == 4 else [(first, double), (second, double)]:
            yield _fitting(table, points, np.asarray(chosen), rank)


def _fitting(table: LevelTable, points: Column, chosen: Ints, rank: int) -> LineUps:
    """One set of distractors, at the points where all are usable and put the key at the rank."""
    wrong, key = table.wrong_scale[chosen][:, points], table.key_scale[points]
    fits = table.usable[chosen][:, points].all(axis=0) & ((wrong < key).sum(axis=0) == rank)
    values = np.concatenate([wrong[:, fits], key[None, fits]]).T
    order = np.argsort(wrong[:, fits].T, axis=1, kind="stable")
    return LineUps(points[fits], chosen[order], np.sort(values, axis=1))


def _of_singles(table: LevelTable, points: Column, rank: int, options: int) -> LineUps:
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
    singles = table.singles
    usable, wrong = table.usable[singles][:, points].T, table.wrong_scale[singles][:, points].T
    key = table.key_scale[points][:, None]
    far = np.iinfo(np.int64).max
    below = np.where(usable & (wrong < key), wrong, NONE)
    above = np.where(usable & (wrong > key), wrong, far)
    pad = max(0, near - wrong.shape[1])
    below, above = (np.pad(a, ((0, 0), (0, pad)), constant_values=v) for a, v in ((below, NONE), (above, far)))
    low = np.argsort(below, axis=1, kind="stable")[:, -near:]
    high = np.argsort(above, axis=1, kind="stable")[:, :near]
    values = np.concatenate([np.take_along_axis(below, low, 1), np.take_along_axis(above, high, 1)], axis=1)
    found = np.concatenate([low, high], axis=1)
    return singles[np.minimum(found, len(singles) - 1)], np.where(values == far, NONE, values)
