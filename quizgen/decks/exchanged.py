"""Choices whose options could each be the key, as ``exchanging`` lays them out, dealt anew for every path."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from quizgen.decks.dealt import Cards, Dealt
from quizgen.decks.exchanging import Exchanging
from quizgen.decks.of_sets import weights_of_sets
from quizgen.decks.table import LevelTable
from quizgen.memory.packing import Array, Arrays
from quizgen.space import Concat, Dice, Looks, Mixed

ENOUGH = 150
"""So many choices of known sets, or of any where the space knows no published layers, are enough for a level."""
TURNS = 4
"""So many ways there are to ask about a point again."""


def exchanged(table: LevelTable, space: Concat, most: int = 4, looks: Looks | None = None) -> dict[str, Array]:
    """The choices of a level, of at most ``most`` options, as arrays; nothing where there are too few.

    ``looks`` says which points come more often, by sets.
    """
    every = Exchanging(table, space, most)
    dealt, known = every.turn(0)
    if len(known if space.is_real.any() else dealt) < ENOUGH:
        return {}
    turns = [dealt, *(every.turn(number)[0] for number in range(1, TURNS))]
    laid = {f"{number}/{name}": one for number, turn in enumerate(turns) for name, one in Cards.laid_out(turn).items()}
    laid["known"] = np.isin(sorted(dealt), [*known]).astype(np.int64)
    return laid | ({"weights": weights_of_sets(dealt, table, looks)} if looks else {})


class ExchangedDeck:
    """Those choices.

    ``share`` says how often a choice of a known set comes, in which the keys of all points but one, or of all, belong
    to published layers. So what is published does not tell which value of a set is the key.
    """

    def __init__(self, arrays: Arrays, share: Fraction) -> None:
        self._turns = [Cards.of(arrays, f"{number}/") for number in range(TURNS)]
        self._share = share
        self._sorts = tuple(np.flatnonzero(arrays["known"] == known) for known in (1, 0))
        self._looks = _looks(arrays["weights"]) if "weights" in arrays else None

    def __len__(self) -> int:
        return len(self._turns[0])

    def take(self, point: int, dice: Dice) -> Dealt | None:
        """A choice of one point in one of several sets; None where the point is not asked as a choice."""
        first, again = self._turns[0].find(point), self._turns[dice.below(TURNS)].find(point)
        return again or first if first else None

    def deal(self, *path: object) -> Iterator[Dealt]:
        """The items of one path (seed, family, level): no point twice, all of them in the end."""
        known, others = self._sorts
        return (self._turns[0][place] for place in Mixed(known, others, self._share, *path, looks=self._looks))


def _looks(weights: Array) -> Looks:
    """Every place's weight as its look."""
    different, numbers = np.unique(weights.astype(np.int64), return_inverse=True)
    return Looks(numbers.reshape(-1), different)
