"""The choices of a level, whichever way they are made."""

from __future__ import annotations

from fractions import Fraction

from quizgen.decks.exchanged import ExchangedDeck, exchanged
from quizgen.decks.levels import LevelDeck, levelled
from quizgen.decks.table import LevelTable
from quizgen.memory.packing import Array, Arrays
from quizgen.space import Concat, Looks

EXCHANGED = "known"
"""Only arrays of choices that could each be the key have one of this name."""


def dealt(table: LevelTable, space: Concat, most: int, looks: Looks | None) -> dict[str, Array]:
    """Choices whose options could each be the key, where there are enough such; else such that look alike."""
    return exchanged(table, space, most, looks) or levelled(table, space, most)


def deck(arrays: Arrays, known: Fraction, real: Fraction) -> ExchangedDeck | LevelDeck:
    """The deck of such arrays: how often choices of known sets come, or those about real points."""
    return ExchangedDeck(arrays, known) if EXCHANGED in arrays else LevelDeck(arrays, real)
