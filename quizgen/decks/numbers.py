"""Which distractors, and in which rank the key stands, so that nobody finds the key from the options.

Options that are numbers ascend, so the key's place is its rank, and ranks come in permuted blocks of four. All else
that a guesser can see without knowing the formula is how the four numbers lie to each other: which two are closest, and
how large each is against its neighbour. That look must tell nothing about the rank: over all points of a level every
look has to come up equally often with every rank. Points come up equally often too, so what is free is at which ranks,
and with which distractors, a point is asked; those shares are found by scaling rows and columns in turn (Sinkhorn's
way).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np

from quizgen.decks.arrays import Floats, Ints
from quizgen.decks.table import LevelTable
from quizgen.space import Column, Dice, Permutation

NEAREST = 6
"""How many usable values on each side of the key may stand beside it."""
CHUNK = 512
"""How many points are evened out together: more are evener, and slower on first use."""
BINS, EVEN = 5, 256
LOOKS = 3 * BINS**4
ROUNDS = 12
"""How often shares are scaled; more changed no verdict of the panel."""
FINE, STRONGEST = 16, 8.0
"""Bins of a single trait, and the most that one of them may strengthen a share in one round."""
WAITING = 48
"""Among how many points the next item is chosen, so that a rank finds a point that it suits."""
PRECISION = 1 << 20
NONE = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True)
class Dealt:
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


def line_ups(table: LevelTable, points: Column, rank: int) -> LineUps:
    """Every line-up of the points at a rank, from the nearest usable values on both sides."""
    order, values = _neighbours(table, points)
    picks = _picks(rank)
    chosen = values[:, picks]
    row, pick = np.nonzero(np.all(chosen != NONE, axis=2))
    three = chosen[row, pick]
    key = table.key_scale[points[row]][:, None]
    four = np.concatenate([three[:, :rank], key, three[:, rank:]], axis=1)
    return LineUps(points[row], order[row[:, None], picks[pick]], four)


def _neighbours(table: LevelTable, points: Column) -> tuple[Ints, Ints]:
    """Misconceptions and values nearest to each key: those below, then those above, ascending; NONE for none."""
    usable, wrong = table.usable[:, points].T, table.wrong_scale[:, points].T
    key = table.key_scale[points][:, None]
    far = np.iinfo(np.int64).max
    below = np.where(usable & (wrong < key), wrong, NONE)
    above = np.where(usable & (wrong > key), wrong, far)
    pad = max(0, NEAREST - wrong.shape[1])
    below, above = (np.pad(a, ((0, 0), (0, pad)), constant_values=v) for a, v in ((below, NONE), (above, far)))
    low = np.argsort(below, axis=1, kind="stable")[:, -NEAREST:]
    high = np.argsort(above, axis=1, kind="stable")[:, :NEAREST]
    values = np.concatenate([np.take_along_axis(below, low, 1), np.take_along_axis(above, high, 1)], axis=1)
    return np.concatenate([low, high], axis=1), np.where(values == far, NONE, values)


def _ratios(values: Ints) -> Floats:
    """Size of the smallest option, then each option over the one before it.

    One division of whole numbers each, so the same on every machine.
    """
    steps = np.true_divide(values[:, 1:], np.maximum(np.abs(values[:, :-1]), 1))
    return np.concatenate([values[:, :1].astype(np.float64), steps], axis=1)


def _traits(values: Ints, scale: Floats) -> Ints:
    """Each ratio as its place among those of all line-ups, from 0 to ``len(scale)``: four columns."""
    ratios = _ratios(values)
    places = [np.searchsorted(scale[:, step], ratios[:, step], side="right") for step in range(4)]
    return np.asarray(np.stack(places, axis=1), dtype=np.int64)


def looks(values: Ints, traits: Ints) -> Ints:
    """What a guesser sees, as a number: the closest pair, and the bin of each trait."""
    look = np.diff(values, axis=1).argmin(axis=1)
    for step in range(4):
        look = look * BINS + np.minimum(traits[:, step] * BINS // (4 * EVEN), BINS - 1)
    return np.asarray(look, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Points and how often each of their line-ups is to be dealt.

    The line-ups of ``points[i]`` at rank r are the rows from ``starts[4 * i + r]`` to ``starts[4 * i + r + 1]``, with
    cumulative shares ``ends`` within the chunk. Each has a share of one at least, so that no rank is closed to a point.
    """

    points: Column
    starts: list[int]
    distractors: Ints
    ends: Ints

    def share(self, place: int, rank: int) -> int:
        """How often the point at a place is to have that rank."""
        start, stop = self.starts[4 * place + rank], self.starts[4 * place + rank + 1]
        return int(self.ends[stop] - self.ends[start])

    def pick(self, place: int, rank: int, ticket: int) -> Dealt:
        """One of the point's line-ups at that rank."""
        start, stop = self.starts[4 * place + rank], self.starts[4 * place + rank + 1]
        wanted = self.ends[start] + ticket % self.share(place, rank)
        row = start + int(np.searchsorted(self.ends[start + 1 : stop + 1], wanted, side="right"))
        return Dealt(int(self.points[place]), rank, tuple(self.distractors[row].tolist()))


class NumberDeck:
    """The line-ups of a level, made once and chunk by chunk; the chunks do not depend on any seed."""

    def __init__(self, table: LevelTable) -> None:
        self._table = table
        self._balanced = table.balanced.nonzero()[0]
        self._order = Permutation(len(self._balanced), "deck")
        self.chunks = -(-len(self._balanced) // CHUNK)

    def __len__(self) -> int:
        return sum(len(self.chunk(number).points) for number in range(self.chunks))

    def take(self, point: int, dice: Dice) -> Dealt | None:
        """A line-up of one point, each as likely as its share; None where the point is not asked as a choice."""
        index = int(np.searchsorted(self._balanced, point))
        if index == len(self._balanced) or self._balanced[index] != point:
            return None
        chunk = self.chunk(((self._order.index(index) + 1) * self.chunks - 1) // len(self._balanced))
        place = int(np.searchsorted(chunk.points, point))
        if place == len(chunk.points) or chunk.points[place] != point:
            return None
        rank = dice.among([chunk.share(place, rank) for rank in range(4)])
        return chunk.pick(place, rank, dice.below(1 << 31))

    @cache  # noqa: B019 - a family keeps its decks as long as the process lives
    def chunk(self, number: int) -> Chunk:
        """One chunk of points, all chunks of about the same size."""
        total = len(self._balanced)
        places = range(total * number // self.chunks, total * (number + 1) // self.chunks)
        points = np.sort(self._balanced[[self._order[place] for place in places]])
        every = [line_ups(self._table, points, rank) for rank in range(4)]
        return _shared_out(points, every, parts=self._table.scale.unit > 1)


def _shared_out(points: Column, every: list[LineUps], *, parts: bool) -> Chunk:
    """The chunk of these line-ups; ``parts`` says that values are parts of one, where a round one stands out."""
    scale = _scale(every)
    look = np.concatenate([looks(lines.values, _traits(lines.values, scale)) for lines in every])
    rank = np.repeat(np.arange(4), [len(lines.point) for lines in every])
    place = np.searchsorted(points, np.concatenate([lines.point for lines in every]))
    values = np.concatenate([lines.values for lines in every])
    views = [look, *_fine(values), *([_roundness(values)] if parts else [])]
    shares = _shares(place, rank, views, len(points))
    kept = np.bincount(place, weights=shares, minlength=len(points)) > 0
    rows = np.lexsort((rank, place))
    rows = rows[kept[place[rows]]]
    place = (np.cumsum(kept) - 1)[place]
    whole = np.maximum(1, np.round(shares[rows] * PRECISION)).astype(np.int64)
    starts = np.searchsorted(4 * place[rows] + rank[rows], np.arange(4 * int(kept.sum()) + 1))
    distractors = np.concatenate([lines.distractors for lines in every])[rows]
    return Chunk(points[kept], starts.tolist(), distractors, np.concatenate([[0], np.cumsum(whole)]))


def _shares(place: Ints, rank: Ints, views: list[Ints], points: int) -> Floats:
    """A share for each line-up: those of a point add up to one, and each look has about the same sum at every rank.

    The first view is the whole look; a point none of whose looks can be had at every rank gets no share at all. The
    others are fine bins of one trait each, against rules with a threshold.
    """
    cells = [view * 4 + rank for view in views]
    shares = np.ones(len(place))
    for _ in range(ROUNDS):
        for number, cell in enumerate(cells):
            sums = np.bincount(cell, weights=shares, minlength=4 * (int(views[number].max()) + 1)).reshape(-1, 4)
            wanted = sums.min(axis=1, keepdims=True) if number == 0 else sums.sum(axis=1, keepdims=True) / 4
            factor = np.where(sums > 0, wanted / np.where(sums > 0, sums, 1), 0)
            shares = shares * np.minimum(factor, STRONGEST).reshape(-1)[cell]
        whole = np.bincount(place, weights=shares, minlength=points)
        shares = shares / np.where(whole > 0, whole, 1)[place]
    return np.asarray(shares, dtype=np.float64)


def _fine(values: Ints) -> list[Ints]:
    """Further views: the extremes, what lies between them, and how the gaps compare, each in even bins."""
    a, b, c, d = values.T
    one, two, three = (np.maximum(np.abs(value), 1) for value in (a, b, c))
    every = (a, d, d / one, b / one, c / two, d / three, (b - a) / (d - c), (c - b) / (d - a))
    found = []
    for trait in every:
        ends = np.sort(trait)[[len(trait) * cut // FINE for cut in range(1, FINE)]]
        found.append(np.asarray(np.searchsorted(ends, trait, side="right"), dtype=np.int64))
    return found


def _roundness(values: Ints) -> Ints:
    """Which option is the roundest, and which the least round: a guesser's reason to choose it or to leave it."""
    parts = values & -values
    return np.asarray(parts.argmax(axis=1) * 4 + parts[:, ::-1].argmin(axis=1), dtype=np.int64)


def _scale(every: list[LineUps]) -> Floats:
    """Evenly spaced ratios out of the line-ups of all ranks, each rank with the same weight: sorted columns."""
    ratios = [np.sort(_ratios(lines.values), axis=0) for lines in every]
    even = [part[np.linspace(0, len(part) - 1, EVEN).astype(np.int64)] for part in ratios]
    return np.asarray(np.sort(np.concatenate(even), axis=0), dtype=np.float64)


class Dealer:
    """Deals a level's choice items for one path (seed, family, level): no point twice, all of them in the end."""

    def __init__(self, deck: NumberDeck, *path: object) -> None:
        self._deck = deck
        self._path = path

    def deal(self) -> Iterator[Dealt]:
        """The items in order; the first n do not depend on how many follow."""
        order = Permutation(self._deck.chunks, "chunk", *self._path)
        number = 0
        for place in range(self._deck.chunks):
            chunk = self._deck.chunk(order[place])
            coming = Permutation(len(chunk.points), "point", *self._path, place)
            waiting = [coming[index] for index in range(min(WAITING, len(coming)))]
            for index in range(len(coming)):
                yield self._next(chunk, waiting, number)
                number += 1
                if index + WAITING < len(coming):
                    waiting.append(coming[index + WAITING])

    def _next(self, chunk: Chunk, waiting: list[int], number: int) -> Dealt:
        """Takes one of the waiting points, as likely as it is to have the rank whose turn it is."""
        block, turn = divmod(number, 4)
        rank = Permutation(4, "rank", *self._path, block)[turn]
        dice = Dice("item", *self._path, number)
        chosen = waiting.pop(dice.among([chunk.share(place, rank) for place in waiting]))
        return chunk.pick(chosen, rank, dice.below(1 << 31))
