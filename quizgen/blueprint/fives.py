"""Choices of five options, where a level has enough sets of five values of which each could be the key."""

from __future__ import annotations

import numpy as np

from quizgen.decks.dealt import Cards, Dealt
from quizgen.decks.exchanged import ENOUGH, TURNS
from quizgen.decks.exchanging import Exchanging
from quizgen.decks.of_sets import weights_of_sets
from quizgen.decks.table import LevelTable
from quizgen.memory.packing import Array
from quizgen.space import Concat, Looks

WIDE = 5


def fives(table: LevelTable, space: Concat, looks: Looks | None) -> dict[str, Array]:
    """The choices as arrays; nothing where there are too few."""
    every = Exchanging(table, space, WIDE)
    turns = [_wide(every.turn(number)) for number in range(TURNS)]
    dealt, known = turns[0]
    if len(dealt) < ENOUGH:
        return {}
    laid = {f"{n}/{name}": one for n, (turn, _) in enumerate(turns) for name, one in Cards.laid_out(turn).items()}
    laid["known"] = np.isin(sorted(dealt), [*known]).astype(np.int64)
    return laid | ({"weights": weights_of_sets(dealt, table, looks)} if looks else {})


def _wide(turn: tuple[dict[int, Dealt], set[int]]) -> tuple[dict[int, Dealt], set[int]]:
    """Of the choices those with five options: a set has as many as its choices."""
    dealt, known = turn
    kept = {point: one for point, one in dealt.items() if len(one.distractors) == WIDE - 1}
    return kept, known & kept.keys()
