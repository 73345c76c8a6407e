"""The choice items about some points of a level: made once and chunk by chunk, dealt anew for every path."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial

import numpy as np

from quizgen.decks.chunks import Chunk, Dealt, shared_out
from quizgen.decks.line_ups import line_ups
from quizgen.decks.stems import Stems
from quizgen.decks.table import LevelTable
from quizgen.space import Column, Dice, Permutation

CHUNK = 512
"""How many points are evened out together: more are evener, and slower on first use."""
WAITING = 48
"""Among how many points the next item is chosen, so that a rank finds a point that it suits."""


class NumberDeck:
    """The line-ups of some points with so many options; the chunks do not depend on any seed."""

    def __init__(self, table: LevelTable, stems: Stems, points: Column, options: int) -> None:
        self._table = table
        self._stems = stems
        self._points = points
        self.options = options
        self._order = Permutation(len(points), "deck")
        self.chunks = -(-len(points) // CHUNK)

    def __len__(self) -> int:
        return sum(len(self.chunk(number).points) for number in range(self.chunks))

    @property
    def size(self) -> int:
        """About how many points are asked, from one chunk; to know it takes all of them."""
        return len(self.chunk(0).points) * self.chunks if self.chunks else 0

    def take(self, point: int, dice: Dice) -> Dealt | None:
        """A line-up of one point, each as likely as its share; None where the point is not asked as a choice."""
        index = int(np.searchsorted(self._points, point))
        if index == len(self._points) or self._points[index] != point:
            return None
        chunk = self.chunk(((self._order.index(index) + 1) * self.chunks - 1) // len(self._points))
        place = int(np.searchsorted(chunk.points, point))
        if place == len(chunk.points) or chunk.points[place] != point:
            return None
        rank = dice.among([chunk.share(place, rank) for rank in range(self.options)])
        return chunk.pick(place, rank, dice.below(1 << 31))

    @cache  # noqa: B019 - a family keeps its decks as long as the process lives
    def chunk(self, number: int) -> Chunk:
        """One chunk of points, all chunks of about the same size."""
        total = len(self._points)
        places = range(total * number // self.chunks, total * (number + 1) // self.chunks)
        points = np.sort(self._points[[self._order[place] for place in places]])
        every = [line_ups(self._table, points, rank, self.options) for rank in range(self.options)]
        return shared_out(points, every, partial(self._stems.guesses, unit=self._table.scale.unit))

    def deal(self, *path: object) -> Iterator[Dealt]:
        """The items of one path in order, no point twice; the first n do not depend on how many follow."""
        order = Permutation(self.chunks, "chunk", *path)
        number = 0
        for place in range(self.chunks):
            chunk = self.chunk(order[place])
            coming = Permutation(len(chunk.points), "point", *path, place)
            waiting = [coming[index] for index in range(min(WAITING, len(coming)))]
            for index in range(len(coming)):
                yield self._next(chunk, waiting, number, *path)
                number += 1
                if index + WAITING < len(coming):
                    waiting.append(coming[index + WAITING])

    def _next(self, chunk: Chunk, waiting: list[int], number: int, *path: object) -> Dealt:
        """Takes one of the waiting points, as likely as it is to have the rank whose turn it is.

        Towards a chunk's end no point may be left for that rank; then another rank has its turn.
        """
        block, turn = divmod(number, self.options)
        ranks = Permutation(self.options, "rank", *path, block)
        dice = Dice("item", *path, number)
        for step in range(self.options):
            rank = ranks[(turn + step) % self.options]
            shares = [chunk.share(place, rank) for place in waiting]
            if any(shares):
                chosen = waiting.pop(dice.among(shares))
                return chunk.pick(chosen, rank, dice.below(1 << 31))
        raise AssertionError("a point of a chunk can be dealt at some rank")
