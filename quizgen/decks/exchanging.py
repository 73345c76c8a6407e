"""Lays out choices whose options could each be the key: every set of values is asked about once for each of them.

For each value of a set there is a point whose key it is and whose mistakes give all others. Who sees the options
without the question has nothing to go by. Levels whose other choices would tell too much are dealt in this way.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from quizgen.decks.arrays import Floats, Ints
from quizgen.decks.dealt import Dealt
from quizgen.decks.shuffled import shuffled
from quizgen.decks.stems import Stems, stems
from quizgen.decks.table import LevelTable
from quizgen.space import Concat, Mask

Codes: TypeAlias = npt.NDArray[np.uint64]
NEAREST = 10
"""So many usable wrong values of a point are considered, the nearest to its key."""
TOLD = 0.5
"""What share of the keys of a set a rule about the stem may find."""
NO_ROW = -1
USES = 4
"""So often a set of values is asked about for each of them."""


class Exchanging:
    """All sets of a level's values that are asked about, with ``most`` options and with fewer."""

    def __init__(self, table: LevelTable, space: Concat, most: int) -> None:
        seen, self._real = stems(space), space.is_real
        self._rows = [_Rows(table, seen, options) for options in range(most, 2, -1)]

    def turn(self, number: int) -> tuple[dict[int, Dealt], set[int]]:
        """All choices, and the points of known sets; another number makes other sets.

        In a known set the keys of all points but one, or of all, belong to published layers.
        """
        dealt: dict[int, Dealt] = {}
        for one in self._rows:
            dealt |= one.sets(self._real, {*dealt}, 1, number)
        known = {*dealt}
        for one in self._rows:
            dealt |= one.sets(self._real, {*dealt}, one.options, number)
        return dealt, known


class _Rows:
    """Every point with so many of its wrong values, a row each, in groups that show the same values.

    A group is complete: each of its values is the key of some row. It holds, for each value, the rows with that key,
    those first in which rules about the stem find it least.
    """

    def __init__(self, table: LevelTable, seen: Stems, options: int) -> None:
        self._table = table
        self.options = options
        near = _nearest(table)
        every = [near[:, columns] for columns in combinations(range(near.shape[1]), options - 1)]
        point = np.tile(np.arange(len(near), dtype=np.int32), len(every))
        mistakes = np.concatenate(every) if every else np.zeros((0, options - 1), dtype=np.int16)
        told = (mistakes >= 0).all(axis=1)
        self._point, self._mistakes = point[told], mistakes[told]
        self._groups = self._complete(seen, options)
        self._points = self._point.tolist()

    def sets(self, real: Mask, taken: set[int], strange: int, turn: int) -> dict[int, Dealt]:
        """Choices of points that are not ``taken`` and then are, in sets with so few points that are not real."""
        order = shuffled(len(self._groups), "turn", turn) if turn else range(len(self._groups))
        groups = [self._groups[place] for place in order]
        published = real.tolist()
        chosen: list[int] = []
        for _ in range(USES):
            used = []
            for group in groups:
                rows = [self._first(same, taken, published) for same in group]
                if self._allowed(rows, published, strange):
                    used.append(group)
                    chosen += rows
                    taken |= {self._points[row] for row in rows}
            groups = used
        return {self._points[row]: self._choice(row) for row in chosen}

    def _allowed(self, rows: Sequence[int], real: Sequence[bool], strange: int) -> bool:
        """Whether each value has a row, few points are not real, and rules about the stem find few of the keys."""
        if NO_ROW in rows or sum(not real[self._points[row]] for row in rows) > strange:
            return False
        return bool(sum(self._tells[row] for row in rows) <= TOLD * len(rows))

    def _first(self, rows: Sequence[int], taken: set[int], real: Sequence[bool]) -> int:
        """The first row whose point is free, a real one if there is any."""
        found = NO_ROW
        for row in rows:
            point = self._points[row]
            if point not in taken:
                if real[point]:
                    return row
                found = row if found == NO_ROW else found
        return found

    def _choice(self, row: int) -> Dealt:
        point = self._points[row]
        scale = self._table.wrong_scale
        ascending = sorted(self._mistakes[row].tolist(), key=lambda mistake: int(scale[mistake, point]))
        below = sum(int(scale[mistake, point]) < int(self._table.key_scale[point]) for mistake in ascending)
        return Dealt(point, below, tuple(ascending))

    def _complete(self, seen: Stems, options: int) -> list[list[list[int]]]:
        """The complete groups: those first in which rules about the stem find least, then the small ones."""
        keys, wrongs = _codes(self._table.key.T), _codes(np.moveaxis(self._table.wrong, 1, 2))
        shown = keys[self._point] + wrongs[self._mistakes, self._point[:, None]].sum(axis=1, dtype=np.uint64)
        order = np.lexsort((keys[self._point], shown))
        rows = order[_with_keys(shown[order], keys[self._point][order], options)]
        tells = np.asarray(self._told(seen, rows))
        self._tells = dict(zip(rows.tolist(), tells.tolist(), strict=True))
        shown, keys = shown[rows], keys[self._point[rows]]
        again = np.lexsort((np.arange(len(rows)), tells, keys, shown))
        return _ranked(rows[again], shown[again], keys[again], tells[again])

    def _told(self, seen: Stems, rows: Ints) -> list[float]:
        """How likely the best rule about the stem is to find the key of each row, of pairs by their last number."""
        point = self._point[rows].astype(np.int64)
        wrong = self._table.wrong[self._mistakes[rows], -1, point[:, None]]
        values = np.concatenate([self._table.key[-1, point][:, None], wrong], axis=1)
        guesses = seen.guesses(point, values, self._table.scale.unit)
        return np.max([chances[:, 0] for chances in guesses], axis=0).tolist() if len(rows) else []


def _ranked(rows: Ints, shown: Codes, keys: Codes, tells: Floats) -> list[list[list[int]]]:
    """Rows by group and key, as they are sorted; the groups by what rules find at the least, size, and what they show.

    ``tells`` ascends within a key.
    """
    of_group = _starts(shown)
    of_key = of_group | _starts(keys)
    firsts = of_key.nonzero()[0]
    group = np.cumsum(of_group) - 1
    least = np.bincount(group[firsts], weights=tells[firsts])
    order = np.lexsort((shown[of_group], np.bincount(group), least))
    by_key = [part.tolist() for part in np.split(rows, firsts[1:])] if len(rows) else []
    bounds = np.searchsorted(group[firsts], np.arange(len(least) + 1))
    return [by_key[bounds[number] : bounds[number + 1]] for number in order.tolist()]


def _starts(values: Codes) -> npt.NDArray[np.bool_]:
    """Where a value is another one than before."""
    return np.concatenate([np.ones(min(1, len(values)), dtype=np.bool_), values[1:] != values[:-1]])


def _with_keys(shown: Codes, keys: Codes, wanted: int) -> npt.NDArray[np.bool_]:
    """Which rows, sorted by what they show and then by key, show what is asked with so many different keys."""
    if not len(shown):
        return np.zeros(0, dtype=np.bool_)
    starts = _starts(shown)
    fresh = starts | _starts(keys)
    group = np.cumsum(starts) - 1
    return np.asarray((np.bincount(group, weights=fresh) == wanted)[group], dtype=np.bool_)


def _nearest(table: LevelTable) -> npt.NDArray[np.int16]:
    """For each point the misconceptions of its nearest usable wrong values, with -1 where there are fewer."""
    far = np.iinfo(np.int64).max
    distance = np.where(table.usable, np.abs(table.wrong_scale - table.key_scale), far)
    order = np.argsort(distance, axis=0, kind="stable")[:NEAREST]
    there = np.take_along_axis(distance, order, axis=0) < far
    return np.where(there, order, -1).T.astype(np.int16)


def _codes(values: npt.NDArray[np.int64]) -> Codes:
    """A number without a pattern for each value, whose components stand along the last axis (splitmix64)."""
    code = np.zeros(values.shape[:-1], dtype=np.uint64)
    for part in range(values.shape[-1]):
        code = (code ^ values[..., part].astype(np.uint64)) + np.uint64(0x9E3779B97F4A7C15)
        code = (code ^ (code >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        code = (code ^ (code >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray(code ^ (code >> np.uint64(31)), dtype=np.uint64)
