"""Points with their line-ups, and how often each is dealt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from quizgen.decks.arrays import Floats, Ints
from quizgen.decks.evening import evened
from quizgen.decks.line_ups import LineUps
from quizgen.decks.looks import fine, looks, patterns, scale
from quizgen.space import Column, Mask

Guesses: TypeAlias = Callable[[Column, Ints], list[Floats]]
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


def shared_out(points: Column, every: list[LineUps], guesses: Guesses) -> Chunk:
    """The chunk of these line-ups, one entry a rank; ``guesses`` says what rules about the stem make of the options."""
    options = len(every)
    values = np.concatenate([lines.values for lines in every])
    if not len(values):
        return _empty(options)
    point = np.concatenate([lines.point for lines in every])
    rank = np.repeat(np.arange(options), [len(lines.point) for lines in every])
    place = np.searchsorted(points, point)
    views = [looks(values, scale([lines.values for lines in every])), *fine(values), *patterns(values)]
    found = [chances[np.arange(len(rank)), rank] for chances in guesses(point, values)]
    shares = evened(place, rank, views, found)
    asked = np.zeros(len(points)) + np.bincount(place, weights=shares, minlength=len(points))
    hits = np.bincount(place, weights=shares * sum(found), minlength=len(points))
    kept = _kept(asked, hits / np.where(asked > 0, asked, 1))
    shares = shares / np.where(asked > 0, asked, 1)[place]
    rows = np.lexsort((rank, place))
    rows = rows[kept[place[rows]]]
    place = (np.cumsum(kept) - 1)[place]
    whole = np.maximum(1, np.round(shares[rows] * PRECISION)).astype(np.int64)
    starts = np.searchsorted(options * place[rows] + rank[rows], np.arange(options * int(kept.sum()) + 1))
    distractors = np.concatenate([lines.distractors for lines in every])[rows]
    return Chunk(points[kept], options, starts.tolist(), distractors, np.concatenate([[0], np.cumsum(whole)]))


def _kept(asked: Floats, hits: Floats) -> Mask:
    """Which points are asked as a choice: of points that are found alike often so many as their shares add up to."""
    order = np.lexsort((np.arange(len(asked)), hits))
    ends = np.floor(np.cumsum(asked[order]) + 0.5)
    kept = np.zeros(len(asked), dtype=np.bool_)
    kept[order] = np.diff(ends, prepend=0) > 0
    return kept & (asked > 0)


def _empty(options: int) -> Chunk:
    nothing = np.zeros(0, dtype=np.int64)
    return Chunk(nothing, options, [0], np.zeros((0, options - 1), dtype=np.int64), np.zeros(1, dtype=np.int64))
