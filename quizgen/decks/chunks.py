"""How often each line-up is dealt, so that nobody finds the key from the options.

Options that are numbers ascend, so the key's place is its rank, and ranks come in permuted blocks. All else that a
guesser can see without knowing the formula is how the numbers lie to each other: which two are closest, how large each
is against its neighbour, how round. That look must tell nothing about the rank: over all points every look has to come
up equally often with every rank. Points come up equally often too, so what is free is at which ranks, and with which
distractors, a point is asked; those shares are found by scaling rows and columns in turn (Sinkhorn's way).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quizgen.decks.arrays import Floats, Ints
from quizgen.decks.line_ups import LineUps
from quizgen.decks.looks import fine, looks, patterns, scale
from quizgen.space import Column

ROUNDS = 12
"""How often shares are scaled; more changed no verdict of the panel."""
STRONGEST = 8.0
"""The most that a view may strengthen a share in one round."""
PRECISION = 1 << 20


@dataclass(frozen=True, slots=True)
class Dealt:
    """A point of the table and the misconceptions whose values stand beside the key, in ascending order of value."""

    point: int
    rank: int
    distractors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Points and how often each of their line-ups is to be dealt.

    With n options the line-ups of ``points[i]`` at rank r are the rows from ``starts[n * i + r]`` to
    ``starts[n * i + r + 1]``, with cumulative shares ``ends`` within the chunk. Each has a share of one at least.
    """

    points: Column
    options: int
    starts: list[int]
    distractors: Ints
    ends: Ints

    def share(self, place: int, rank: int) -> int:
        """How often the point at a place is to have that rank."""
        start, stop = self._rows(place, rank)
        return int(self.ends[stop] - self.ends[start])

    def pick(self, place: int, rank: int, ticket: int) -> Dealt:
        """One of the point's line-ups at that rank."""
        start, stop = self._rows(place, rank)
        wanted = self.ends[start] + ticket % self.share(place, rank)
        row = start + int(np.searchsorted(self.ends[start + 1 : stop + 1], wanted, side="right"))
        return Dealt(int(self.points[place]), rank, tuple(self.distractors[row].tolist()))

    def _rows(self, place: int, rank: int) -> tuple[int, int]:
        cell = self.options * place + rank
        return self.starts[cell], self.starts[cell + 1]


def shared_out(points: Column, every: list[LineUps]) -> Chunk:
    """The chunk of these line-ups, one entry a rank."""
    options = len(every)
    values = np.concatenate([lines.values for lines in every])
    if not len(values):
        return _empty(options)
    rank = np.repeat(np.arange(options), [len(lines.point) for lines in every])
    place = np.searchsorted(points, np.concatenate([lines.point for lines in every]))
    look = looks(values, scale([lines.values for lines in every]))
    views = [look, *fine(values), *patterns(values)]
    shares = _shares(place, rank, views, (len(points), options))
    kept = np.bincount(place, weights=shares, minlength=len(points)) > 0
    rows = np.lexsort((rank, place))
    rows = rows[kept[place[rows]]]
    place = (np.cumsum(kept) - 1)[place]
    whole = np.maximum(1, np.round(shares[rows] * PRECISION)).astype(np.int64)
    starts = np.searchsorted(options * place[rows] + rank[rows], np.arange(options * int(kept.sum()) + 1))
    distractors = np.concatenate([lines.distractors for lines in every])[rows]
    return Chunk(points[kept], options, starts.tolist(), distractors, np.concatenate([[0], np.cumsum(whole)]))


def _empty(options: int) -> Chunk:
    nothing = np.zeros(0, dtype=np.int64)
    return Chunk(nothing, options, [0], np.zeros((0, options - 1), dtype=np.int64), np.zeros(1, dtype=np.int64))


def _shares(place: Ints, rank: Ints, views: list[Ints], size: tuple[int, int]) -> Floats:
    """A share for each line-up: those of a point add up to one, and each look has about the same sum at every rank.

    The first view is the whole look; a point none of whose looks can be had at every rank gets no share at all. The
    others are bins of one trait each, against rules with a threshold. ``size`` counts points and ranks.
    """
    points, ranks = size
    cells = [view * ranks + rank for view in views]
    shares = np.ones(len(place))
    for _ in range(ROUNDS):
        for number, cell in enumerate(cells):
            length = ranks * (int(views[number].max()) + 1)
            sums = np.bincount(cell, weights=shares, minlength=length).reshape(-1, ranks)
            wanted = sums.min(axis=1, keepdims=True) if number == 0 else sums.sum(axis=1, keepdims=True) / ranks
            factor = np.where(sums > 0, wanted / np.where(sums > 0, sums, 1), 0)
            shares = shares * np.minimum(factor, STRONGEST).reshape(-1)[cell]
        whole = np.bincount(place, weights=shares, minlength=points)
        shares = shares / np.where(whole > 0, whole, 1)[place]
    return np.asarray(shares, dtype=np.float64)
