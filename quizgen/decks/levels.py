"""All choice items of a level: with four options where the mistakes allow it, else with three, real layers first."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from quizgen.decks.chunks import Dealt
from quizgen.decks.numbers import NumberDeck
from quizgen.decks.stems import stems
from quizgen.decks.table import LevelTable
from quizgen.space import Concat, Dice, alternating


class LevelDeck:
    """Decks of a level's points: of the real ones and of the others, each with four and with three options.

    A point stands in one deck. ``share`` says how often a real point comes, for as long as both sorts last; within a
    sort the decks take turns by their sizes.
    """

    def __init__(self, table: LevelTable, space: Concat, share: Fraction, most: int = 4) -> None:
        wide = table.choosable(4) & (most > 3)
        narrow = table.choosable(3) & ~wide
        self._share = share
        seen = stems(space)
        self._sorts = [
            [NumberDeck(table, seen, (sort & own).nonzero()[0], options) for own, options in ((wide, 4), (narrow, 3))]
            for sort in (space.is_real, ~space.is_real)
        ]

    def __len__(self) -> int:
        return sum(len(deck) for decks in self._sorts for deck in decks)

    def take(self, point: int, dice: Dice) -> Dealt | None:
        """A line-up of one point, each as likely as its share; None where the point is not asked as a choice."""
        every = (deck.take(point, dice) for decks in self._sorts for deck in decks)
        return next((dealt for dealt in every if dealt is not None), None)

    def deal(self, *path: object) -> Iterator[Dealt]:
        """The items of one path (seed, family, level): no point twice, all of them in the end."""
        preferred, others = (_by_size(decks, *path) for decks in self._sorts)
        sizes = [sum(deck.size for deck in decks) for decks in self._sorts]
        return _mixed(self._share, (preferred, others), sizes)


def _by_size(decks: list[NumberDeck], *path: object) -> Iterator[Dealt]:
    """The items of two decks, as often as each has points."""
    sizes = [deck.size for deck in decks]
    share = Fraction(sizes[0], max(1, sum(sizes)))
    wide, narrow = (deck.deal(*path, deck.options) for deck in decks)
    return _mixed(share, (wide, narrow), sizes)


def _mixed(share: Fraction, hands: tuple[Iterator[Dealt], Iterator[Dealt]], sizes: list[int]) -> Iterator[Dealt]:
    """Items of both hands in turns; where one has fewer than was thought, the other has its turns."""
    preferred, others = hands
    for turn in alternating(share, *sizes):
        first, second = (preferred, others) if turn else (others, preferred)
        dealt = next(first, None) or next(second, None)
        if dealt is None:
            return
        yield dealt
    yield from preferred
    yield from others
