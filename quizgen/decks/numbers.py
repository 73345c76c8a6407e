"""The choice items about some points of a level, as ``chunks`` lays them out, dealt anew for every path."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from quizgen.decks.dealt import Dealt
from quizgen.memory.packing import Arrays
from quizgen.space import Dice, Permutation

WAITING = 48
"""Among how many points the next item is chosen, so that a rank finds a point that it suits."""


class NumberDeck:
    """Points, each with line-ups of as many options."""

    def __init__(self, arrays: Arrays) -> None:
        self._points, self._rows = arrays["points"], arrays["rows"]
        self._shares = arrays["shares"].astype(np.int64)
        self._of_ranks = self._shares.sum(axis=2)
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
        order = Permutation(len(self._bounds) - 1, "chunk", *path)
        number = 0
        for turn in range(len(order)):
            first, last = self._bounds[order[turn]], self._bounds[order[turn] + 1]
            coming = Permutation(last - first, "point", *path, turn)
            waiting = [first + coming[index] for index in range(min(WAITING, len(coming)))]
            for index in range(len(coming)):
                yield self._next(waiting, number, *path)
                number += 1
                if index + WAITING < len(coming):
                    waiting.append(first + coming[index + WAITING])

    def _next(self, waiting: list[int], number: int, *path: object) -> Dealt:
        """Takes one of the waiting points, as likely as it is to have the rank whose turn it is.

        Towards a chunk's end no point may be left for that rank; then another rank has its turn.
        """
        block, turn = divmod(number, self.options)
        ranks = Permutation(self.options, "rank", *path, block)
        dice = Dice("item", *path, number)
        for step in range(self.options):
            rank = ranks[(turn + step) % self.options]
            shares = self._of_ranks[waiting, rank].tolist()
            if any(shares):
                return self._pick(waiting.pop(dice.among(shares)), rank, dice)
        raise AssertionError("a point of a chunk can be dealt at some rank")
