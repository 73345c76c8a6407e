"""Which distractors, and in which rank the key stands, so that nobody finds the key from the options.

Options that are numbers ascend, so the key's place is its rank. Ranks come in permuted blocks of four. All else that a
guesser can see without knowing the formula is how the four numbers lie to each other: which two are closest, and how
large each is against its neighbour. That look is drawn without regard to the rank, so that it tells nothing about it:
as often as the rank that offers it least can follow. Then comes a point, and a set of distractors, that has this look
at this rank.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

from quizgen.space import Column, Permutation, digest
from quizgen.table import Table

NEAREST = 5
CHUNK = 256
SAMPLE = 256
BINS = 4
LOOKS = 3 * BINS**4
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Choice:
    """A point of the table and the misconceptions whose values stand beside the key, in ascending order of value."""

    point: int
    rank: int
    distractors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LineUps:
    """Every set of three distractors that puts the key at one rank, for some points: one row each.

    ``places`` are columns of ``neighbours``; ``values`` the four options, ascending.
    """

    point: Column
    distractors: Ints
    values: Ints


@cache
def _picks(rank: int) -> Ints:
    """The ways to take ``rank`` of the nearest values below the key and the rest above, as columns, ascending."""
    below = [tuple(NEAREST - 1 - place for place in reversed(pick)) for pick in combinations(range(NEAREST), rank)]
    above = [tuple(NEAREST + place for place in pick) for pick in combinations(range(NEAREST), 3 - rank)]
    return np.asarray([left + right for left in below for right in above], dtype=np.int64)


def line_ups(table: Table, points: Column, rank: int) -> LineUps:
    """Every line-up of the points at a rank, from the nearest five usable values on both sides."""
    order, values = _neighbours(table, points)
    picks = _picks(rank)
    chosen = values[:, picks]
    row, pick = (chosen >= 0).all(axis=2).nonzero()
    three = chosen[row, pick]
    key = table.key_scale[points[row]][:, None]
    four = np.concatenate([three[:, :rank], key, three[:, rank:]], axis=1)
    return LineUps(points[row], order[row[:, None], picks[pick]], four)


def _neighbours(table: Table, points: Column) -> tuple[Ints, Ints]:
    """Misconceptions and values nearest to each point's key: five below, ascending, then five above; -1 where none."""
    wrong = np.where(table.usable[:, points], table.wrong_scale[:, points], -1).T
    key = table.key_scale[points][:, None]
    far = np.iinfo(np.int64).max
    below = np.where((wrong >= 0) & (wrong < key), wrong, -1)
    above = np.where(wrong > key, wrong, far)
    pad = max(0, NEAREST - wrong.shape[1])
    below, above = (np.pad(a, ((0, 0), (0, pad)), constant_values=v) for a, v in ((below, -1), (above, far)))
    low = np.argsort(below, axis=1, kind="stable")[:, -NEAREST:]
    high = np.argsort(above, axis=1, kind="stable")[:, :NEAREST]
    values = np.concatenate([np.take_along_axis(below, low, 1), np.take_along_axis(above, high, 1)], axis=1)
    return np.concatenate([low, high], axis=1), np.where(values == far, -1, values)


def _ratios(values: Ints) -> Floats:
    """Size of the smallest option, then each option over the one before it.

    One division of whole numbers each, so the same on every machine.
    """
    steps = np.true_divide(values[:, 1:], np.maximum(values[:, :-1], 1))
    return np.concatenate([values[:, :1].astype(np.float64), steps], axis=1)


def looks(values: Ints, edges: Floats) -> Ints:
    """What a guesser sees, as a number: the closest pair and, for each step, the bin of its ratio."""
    closest = np.diff(values, axis=1).argmin(axis=1)
    ratios = _ratios(values)
    bins = [np.searchsorted(edges[step], ratios[:, step], side="right") for step in range(4)]
    look = closest
    for part in bins:
        look = look * BINS + part
    return np.asarray(look, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Mixture:
    """How often each look is asked for, and where the bins of its ratios end."""

    edges: Floats
    weights: Ints


def mixture(table: Table) -> Mixture:
    """The looks that all four ranks can have, from a fixed sample of the level's points."""
    points = table.balanced.nonzero()[0]
    order = Permutation(len(points), "sample")
    sample = np.asarray([points[order[number]] for number in range(min(SAMPLE, len(points)))], dtype=np.int64)
    every = [line_ups(table, sample, rank) for rank in range(4)]
    ratios = np.sort(np.concatenate([_ratios(lines.values) for lines in every]), axis=0)
    cuts = [len(ratios) * cut // BINS for cut in range(1, BINS)]
    edges = ratios[cuts].T
    counts = np.asarray([_points_with(lines, edges) for lines in every])
    least = counts.min(axis=0)
    return Mixture(edges, np.asarray(least if least.any() else counts.max(axis=0), dtype=np.int64))


def _points_with(lines: LineUps, edges: Floats) -> Ints:
    """How many points offer each look."""
    pairs = np.unique(np.stack([lines.point, looks(lines.values, edges)]), axis=1)
    return np.asarray(np.bincount(pairs[1], minlength=LOOKS), dtype=np.int64)


class Dealer:
    """Deals the choice items of one level for one path (seed, family, level): no point twice, all of them in the end."""

    def __init__(self, table: Table, mix: Mixture, *path: object) -> None:
        self._table = table
        self._mix = mix
        self._path = path
        self._ends = np.cumsum(mix.weights)

    def deal(self) -> Iterator[Choice]:
        """The items in order; the first n do not depend on how many follow."""
        points = self._table.balanced.nonzero()[0]
        order = Permutation(len(points), "point", *self._path)
        for start in range(0, len(points), CHUNK):
            stop = min(start + CHUNK, len(points))
            chunk = np.asarray([points[order[number]] for number in range(start, stop)], dtype=np.int64)
            yield from self._chunk(chunk, start)

    def _chunk(self, points: Column, start: int) -> Iterator[Choice]:
        hands = [Hand(line_ups(self._table, points, rank), self._mix.edges) for rank in range(4)]
        used: set[int] = set()
        for number in range(start, start + len(points)):
            rank = self._rank(number)
            ticket = digest("look", *self._path, number)
            look = int(np.searchsorted(self._ends, ticket % int(self._ends[-1]), side="right"))
            choice = hands[rank].take(look, digest("line-up", *self._path, number), used)
            used.add(choice[0])
            yield Choice(choice[0], rank, choice[1])

    def _rank(self, number: int) -> int:
        block, place = divmod(number, 4)
        return Permutation(4, "rank", *self._path, block)[place]


class Hand:
    """The line-ups of a chunk of points at one rank, sorted by look."""

    def __init__(self, lines: LineUps, edges: Floats) -> None:
        self._lines = lines
        seen = looks(lines.values, edges)
        self._order = np.argsort(seen, kind="stable")
        self._starts = np.searchsorted(seen[self._order], np.arange(LOOKS + 1))

    def take(self, look: int, ticket: int, used: set[int]) -> tuple[int, tuple[int, ...]]:
        """A line-up with that look whose point is still free; any other look where there is none."""
        start, stop = int(self._starts[look]), int(self._starts[look + 1])
        row = self._free(start, stop, ticket, used)
        if row is None:
            row = self._free(0, len(self._order), ticket, used)
        if row is None:
            raise AssertionError("every balanced point has a line-up at every rank")
        return int(self._lines.point[row]), tuple(self._lines.distractors[row].tolist())

    def _free(self, start: int, stop: int, ticket: int, used: set[int]) -> int | None:
        length = stop - start
        for step in range(length):
            row = int(self._order[start + (ticket + step) % length])
            if int(self._lines.point[row]) not in used:
                return row
        return None
