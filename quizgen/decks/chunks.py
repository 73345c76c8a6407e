"""Lays out choices of points in chunks: which of each point's line-ups are dealt, and how often."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

import numpy as np

from quizgen.decks.arrays import Floats, Ints
from quizgen.decks.evening import evened
from quizgen.decks.line_ups import LineUps, line_ups
from quizgen.decks.looks import fine, looks, patterns, scale
from quizgen.decks.stems import Stems
from quizgen.decks.table import LevelTable
from quizgen.memory.packing import Array
from quizgen.space import Column, Mask, Permutation, digest

Guesses: TypeAlias = Callable[[Column, Ints], list[Floats]]
CHUNK = 512
"""How many points are evened out together: more are evener, and slower."""
PRECISION = 1 << 16
"""What the shares of a point add up to, about; each rank's fits into two bytes."""
KEPT = 2
"""So many line-ups of a point at a rank are dealt."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Points, how often each has each rank (points x ranks), and line-ups for it (points x ranks x KEPT x others)."""

    points: Column
    shares: Ints
    rows: Ints


def laid_out(table: LevelTable, stems: Stems, points: Column, options: int) -> dict[str, Array]:
    """The choices of some points with so many options, and where each chunk of them ends; they follow from no seed."""
    order, count = Permutation(len(points), "deck"), -(-len(points) // CHUNK)
    guesses = partial(stems.guesses, unit=table.scale.unit)
    chunks = [_empty(options)]
    for number in range(count):
        places = range(len(points) * number // count, len(points) * (number + 1) // count)
        own = np.sort(points[[order[place] for place in places]])
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
    shares = evened(place, rank, views, found)
    asked = np.zeros(len(points)) + np.bincount(place, weights=shares, minlength=len(points))
    hits = np.bincount(place, weights=shares * sum(found), minlength=len(points))
    kept = _kept(asked, hits / np.where(asked > 0, asked, 1))
    shares = shares / np.where(asked > 0, asked, 1)[place]
    distractors = np.concatenate([lines.distractors for lines in every])
    return _thinned(points, place * options + rank, shares, distractors, kept)


def _thinned(points: Column, cell: Ints, shares: Floats, distractors: Ints, kept: Mask) -> Chunk:
    """Of each cell (a point at a rank) as many line-ups as are kept, evenly along their shares: none is favoured."""
    options = distractors.shape[1] + 1
    order = np.argsort(cell, kind="stable")
    ends = np.concatenate([[0], np.cumsum(shares[order])])
    bounds = np.searchsorted(cell[order], np.arange(options * len(points) + 1))
    whole = ends[bounds[1:]] - ends[bounds[:-1]]
    start = np.asarray([digest("thin", int(point), rank) for point in points for rank in range(options)]) / 2.0**64
    rows = np.zeros((len(whole), KEPT, options - 1), dtype=np.int64)
    there = bounds[1:] > bounds[:-1]
    for number in range(KEPT):
        wanted = ends[bounds[:-1]] + whole * ((start + number) / KEPT)
        row = np.clip(np.searchsorted(ends, wanted, side="right") - 1, bounds[:-1], np.maximum(bounds[1:] - 1, 0))
        rows[there, number] = distractors[order[row[there]]]
    often = np.where(there, np.clip(np.round(whole * PRECISION), 1, PRECISION - 1), 0).astype(np.int64)
    shape = (len(points), options)
    return Chunk(points[kept], often.reshape(shape)[kept], rows.reshape(*shape, KEPT, options - 1)[kept])


def _kept(asked: Floats, hits: Floats) -> Mask:
    """Which points are asked as a choice: of points that are found alike often so many as their shares add up to."""
    order = np.lexsort((np.arange(len(asked)), hits))
    ends = np.floor(np.cumsum(asked[order]) + 0.5)
    kept = np.zeros(len(asked), dtype=np.bool_)
    kept[order] = np.diff(ends, prepend=0) > 0
    return kept & (asked > 0)


def _empty(options: int) -> Chunk:
    shares = np.zeros((0, options), dtype=np.int64)
    return Chunk(np.zeros(0, dtype=np.int64), shares, np.zeros((0, options, KEPT, options - 1), dtype=np.int64))
