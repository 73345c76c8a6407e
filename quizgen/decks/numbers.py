"""The choice items about some points of a level, as ``chunks`` lays them out, dealt anew for every path."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

import numpy as np

from quizgen.decks.dealt import Dealt
from quizgen.memory.packing import Arrays
from quizgen.space import Dice, Permutation, few, shuffle

WAITING = 48
"""Among how many points the next item is chosen, so that a rank finds a point that it suits."""


class NumberDeck:
    """Points, each with line-ups of as many options."""

    def __init__(self, arrays: Arrays) -> None:
        self._points, self._rows = arrays["points"], arrays["rows"]
        self._shares = arrays["shares"]  # as narrow as it is stored, for the memory of a run that asks all decks
        self._of_ranks = self._shares.sum(axis=2, dtype=np.int64)
        self._bounds = [0, *arrays["ends"].tolist()]
        self.options = self._shares.shape[1]

    def __len__(self) -> int:
        return len(self._points)

    def take(self, point: int, dice: Dice) -> Dealt | None:
        """A line-up of one point, each as likely as its share; None where the point is not asked as a choice."""
        found = np.flatnonzero(self._points == point)
        if not len(found):
            return None
        place = int(found[0])
        return self._pick(place, dice.among(self._of_ranks[place].tolist()), dice)

    def _pick(self, place: int, rank: int, dice: Dice) -> Dealt:
        """One of a point's line-ups at that rank."""
        row = self._rows[place, rank, dice.among(self._shares[place, rank].tolist())]
        return Dealt(int(self._points[place]), rank, tuple(row.tolist()))

    def deal(self, *path: object) -> Iterator[Dealt]:
        """The items of one path in order, no point twice; the first n do not depend on how many follow."""
        dice, blocks = Dice("item", *path), self._blocks(*path)
        for turn, chunk in enumerate(Permutation(len(self._bounds) - 1, "chunk", *path)):
            first, last = self._bounds[chunk], self._bounds[chunk + 1]
            coming = iter(shuffle(last - first, "point", *path, turn).tolist())
            shares = self._of_ranks[first:last].T.tolist()
            waiting = [*islice(coming, WAITING)]
            while waiting:
                place, rank = _next(waiting, next(blocks), shares, dice)
                yield self._pick(first + place, rank, dice)
                waiting += islice(coming, 1)

    def _blocks(self, *path: object) -> Iterator[tuple[int, ...]]:
        """The ranks that are tried for each item, in that order: in a block each is once the first."""
        for block in count():
            ranks = few(self.options, "rank", *path, block)
            yield from (ranks[turn:] + ranks[:turn] for turn in range(self.options))


def _next(waiting: list[int], ranks: tuple[int, ...], shares: list[list[int]], dice: Dice) -> tuple[int, int]:
    """Takes one of the waiting points, as likely as it is to have the rank whose turn it is.

    ``shares`` has a list for each rank. Towards a chunk's end no point may be left for that rank; then another rank has
    its turn.
    """
    for rank in ranks:
        own = [*map(shares[rank].__getitem__, waiting)]
        if any(own):
            return waiting.pop(dice.among(own)), rank
    raise AssertionError("a point of a chunk can be dealt at some rank")
