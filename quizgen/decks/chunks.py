"""Lays out choices of points in chunks: which of each point's line-ups are dealt, and how often."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

import numpy as np
from msgspec import Struct

from quizgen.decks.arrays import Floats, Ints
from quizgen.decks.evening import evened
from quizgen.decks.line_ups import LineUps, line_ups
from quizgen.decks.looks import fine, looks, patterns, scale
from quizgen.decks.shuffled import shuffled
from quizgen.decks.stems import Stems
from quizgen.decks.table import LevelTable
from quizgen.memory.packing import Array
from quizgen.space import Column, Mask, digest

Guesses: TypeAlias = Callable[[Column, Ints], list[Floats]]
CHUNK = 512
"""How many points are evened out together: more are evener, and slower."""
PRECISION = 1 << 16
"""What the shares of a point add up to, about; each rank's fits into two bytes."""
KEPT = 2
"""So many line-ups of a point at a rank are dealt."""


class Chunk(Struct, frozen=True):
    """Points and their line-ups, KEPT for each rank that they can have.

    ``shares`` (points x ranks x KEPT) says how often each is dealt, 0 for one that is none; ``rows`` has the
    misconceptions beside the key (points x ranks x KEPT x others).
    """

    points: Column
    shares: Ints
    rows: Ints


def laid_out(table: LevelTable, stems: Stems, points: Column, options: int) -> dict[str, Array]:
    """The choices of some points with so many options, and where each chunk of them ends; they follow from no seed."""
    order, count = shuffled(len(points), "deck"), -(-len(points) // CHUNK)
    guesses = partial(stems.guesses, unit=table.scale.unit)
    chunks = [_empty(options)]
    for number in range(count):
        places = slice(len(points) * number // count, len(points) * (number + 1) // count)
        own = np.sort(points[order[places]])
        chunks.append(shared_out(own, [line_ups(table, own, rank, options) for rank in range(options)], guesses))
    return {
        "ends": np.cumsum([len(chunk.points) for chunk in chunks[1:]], dtype=np.int64),
        "points": np.concatenate([chunk.points for chunk in chunks]),
        "shares": np.concatenate([chunk.shares for chunk in chunks]),
        "rows": np.concatenate([chunk.rows for chunk in chunks]),
    }


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
    cell = place * options + rank
    few = _few(cell, evened(place, rank, views, found), points, options)
    # What is left is evened out once more: else what a few line-ups lack would tell the key in every draw.
    shares = evened(place[few], rank[few], [_numbered(view[few]) for view in views], [one[few] for one in found])
    distractors = np.concatenate([lines.distractors for lines in every])
    return _chunk(points, cell[few], shares, distractors[few], np.sum(found, axis=0)[few])


def _few(cell: Ints, shares: Floats, points: Column, options: int) -> Ints:
    """Of each cell (a point at a rank) KEPT line-ups at most, evenly along their shares: none is favoured."""
    order = np.argsort(cell, kind="stable")
    ends = np.concatenate([[0], np.cumsum(shares[order])])
    bounds = np.searchsorted(cell[order], np.arange(options * len(points) + 1))
    first, last = bounds[:-1], bounds[1:]
    start = np.asarray([digest("few", int(point), rank) for point in points for rank in range(options)]) / 2.0**64
    chosen = []
    for number in range(KEPT):
        wanted = ends[first] + (ends[last] - ends[first]) * ((start + number) / KEPT)
        place = np.clip(np.searchsorted(ends, wanted, side="right") - 1, first, np.maximum(last - 1, first))
        chosen.append(order[place[last > first]])
    return np.unique(np.concatenate(chosen))


def _numbered(view: Ints) -> Ints:
    """The view's bins from 0 on."""
    return np.asarray(np.unique(view, return_inverse=True)[1].reshape(-1), dtype=np.int64)


def _chunk(points: Column, cell: Ints, shares: Floats, distractors: Ints, hits: Floats) -> Chunk:
    """The points that are asked, with their line-ups; ``hits`` says how often rules about the stem find each key."""
    options = distractors.shape[1] + 1
    place = cell // options
    asked = np.bincount(place, weights=shares, minlength=len(points)).astype(np.float64)
    found = np.bincount(place, weights=shares * hits, minlength=len(points))
    kept = _kept(asked, found / np.where(asked > 0, asked, 1))
    order = np.argsort(cell, kind="stable")
    turn = np.arange(len(order)) - np.searchsorted(cell[order], cell[order])
    often = np.clip(np.round(shares / np.where(asked > 0, asked, 1)[place] * PRECISION), 1, PRECISION - 1)
    every = np.zeros((len(points) * options, KEPT), dtype=np.int64)
    rows = np.zeros((len(points) * options, KEPT, options - 1), dtype=np.int64)
    every[cell[order], turn], rows[cell[order], turn] = often[order], distractors[order]
    shape = (len(points), options, KEPT)
    return Chunk(points[kept], every.reshape(shape)[kept], rows.reshape(*shape, options - 1)[kept])


def _kept(asked: Floats, hits: Floats) -> Mask:
    """Which points are asked as a choice: of points that are found alike often so many as their shares add up to."""
    order = np.lexsort((np.arange(len(asked)), hits))
    ends = np.floor(np.cumsum(asked[order]) + 0.5)
    kept = np.zeros(len(asked), dtype=np.bool_)
    kept[order] = np.diff(ends, prepend=0) > 0
    return kept & (asked > 0)


def _empty(options: int) -> Chunk:
    shares = np.zeros((0, options, KEPT), dtype=np.int64)
    return Chunk(np.zeros(0, dtype=np.int64), shares, np.zeros((0, options, KEPT, options - 1), dtype=np.int64))
