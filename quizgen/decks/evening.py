"""How often each line-up is dealt, so that nobody finds the key from the options.

Options that are numbers ascend, so the key's place is its rank, and ranks come in permuted blocks. All else that a
guesser can see without knowing the formula is how the numbers lie to each other: which two are closest, how large each
is against its neighbour, how round. That look must tell nothing about the rank: over all points every look has to come
up equally often with every rank. What is free is at which ranks, and with which distractors, a point is asked; those
shares are found by scaling rows and columns in turn (Sinkhorn's way). A rule that looks at the stem too may find the
key only a little more often than by chance; what stands against that, such as a size that anybody halves rightly, is
seldom asked as a choice.
"""

from __future__ import annotations

import numpy as np

from quizgen.decks.arrays import Floats, Ints

ROUNDS = 16
"""How often shares are scaled; more changed no verdict of the panel."""
STRONGEST = 8.0
"""The most that a view may strengthen a share in one round."""
TINY = 1e-200
"""Shares that have faded away."""
FOUND = 0.07
"""How much more often than by chance a rule about the stem may find the key."""


def evened(place: Ints, rank: Ints, views: list[Ints], found: list[Floats]) -> Floats:
    """A share for each line-up, those of a point at most one together.

    ``place`` numbers the points; ``views`` are bins of what is seen: each has about the same sum at every rank.
    ``found`` says of each rule about the stem how likely it finds the key of each line-up. The first view is the whole
    look; a point none of whose looks can be had at every rank gets no share at all.
    """
    ranks, points = int(rank.max()) + 1, int(place.max()) + 1
    cells = [view * ranks + rank for view in views]
    asked: Floats = np.ones(points)
    shares = 1.0 / np.bincount(place, minlength=points)[place]
    for _ in range(ROUNDS):
        for number, cell in enumerate(cells):
            length = ranks * (int(views[number].max()) + 1)
            sums = np.bincount(cell, weights=shares, minlength=length).reshape(-1, ranks)
            wanted = sums.min(axis=1, keepdims=True) if number == 0 else sums.sum(axis=1, keepdims=True) / ranks
            factor = np.where(sums > TINY, wanted / np.maximum(sums, TINY), 0)
            shares = shares * np.minimum(factor, STRONGEST).reshape(-1)[cell]
        shares = shares * _of_points(asked, shares, place)
        for chance in found:
            shares = shares * _tamed(shares, chance, 1 / ranks + FOUND)
        asked = np.bincount(place, weights=shares, minlength=points).astype(np.float64)
    return np.asarray(shares, dtype=np.float64)


def _of_points(asked: Floats, shares: Floats, place: Ints) -> Floats:
    """Factors with which a point's shares add up to how often it is asked."""
    whole = np.bincount(place, weights=shares, minlength=len(asked))
    return np.asarray(np.where(whole > TINY, asked / np.maximum(whole, TINY), 0)[place], dtype=np.float64)


def _tamed(shares: Floats, chance: Floats, limit: float) -> Floats:
    """Factors with which a rule finds no more keys than the limit says."""
    hits, every = float((shares * chance).sum()), float(shares.sum())
    if hits <= limit * every or every <= TINY:
        return np.ones(len(shares))
    fewer = limit / (1 - limit) * (every - hits) / hits
    return np.asarray(1 - chance * (1 - fewer), dtype=np.float64)
