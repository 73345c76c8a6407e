"""All choice items of a level: with four options where the mistakes allow it, else with three, real layers first."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from quizgen.decks.chunks import laid_out
from quizgen.decks.dealt import Dealt
from quizgen.decks.numbers import NumberDeck
from quizgen.decks.stems import stems
from quizgen.decks.table import LevelTable
from quizgen.memory.packing import Array, Arrays
from quizgen.space import Concat, Dice, alternating

SORTS, OPTIONS = ("real", "other"), (4, 3)


def levelled(table: LevelTable, space: Concat, most: int = 4) -> dict[str, Array]:
    """The choices of a level's points as arrays: of the real ones and of the others, with four and three options.

    A point stands in one of these decks.
    """
    wide = table.choosable(4) & (most > 3)
    narrow = table.choosable(3) & ~wide
    seen = stems(space)
    found: dict[str, Array] = {}
    for sort, own in zip(SORTS, (space.is_real, ~space.is_real), strict=True):
        for options, allowed in zip(OPTIONS, (wide, narrow), strict=True):
            arrays = laid_out(table, seen, (own & allowed).nonzero()[0], options)
            found |= {f"{sort}/{options}/{name}": array for name, array in arrays.items()}
    return found


class LevelDeck:
    """Those decks.

    ``share`` says how often a real point comes, for as long as both sorts last; within a sort the decks take turns by
    their sizes.
    """

    def __init__(self, arrays: Arrays, share: Fraction) -> None:
        self._share = share
        self._sorts = [[NumberDeck(_within(arrays, f"{sort}/{options}/")) for options in OPTIONS] for sort in SORTS]

    def __len__(self) -> int:
        return sum(len(deck) for decks in self._sorts for deck in decks)

    def take(self, point: int, dice: Dice) -> Dealt | None:
        """A line-up of one point, each as likely as its share; None where the point is not asked as a choice."""
        every = (deck.take(point, dice) for decks in self._sorts for deck in decks)
        return next((dealt for dealt in every if dealt is not None), None)

    def deal(self, *path: object) -> Iterator[Dealt]:
        """The items of one path (seed, family, level): no point twice, all of them in the end."""
        preferred, others = (_by_size(decks, *path) for decks in self._sorts)
        return _mixed(self._share, (preferred, others), [sum(map(len, decks)) for decks in self._sorts])


def _within(arrays: Arrays, start: str) -> Arrays:
    return {name.removeprefix(start): array for name, array in arrays.items() if name.startswith(start)}


def _by_size(decks: list[NumberDeck], *path: object) -> Iterator[Dealt]:
    """The items of two decks, as often as each has points."""
    sizes = [len(deck) for deck in decks]
    share = Fraction(sizes[0], max(1, sum(sizes)))
    wide, narrow = (deck.deal(*path, deck.options) for deck in decks)
    return _mixed(share, (wide, narrow), sizes)


def _mixed(share: Fraction, hands: tuple[Iterator[Dealt], Iterator[Dealt]], sizes: list[int]) -> Iterator[Dealt]:
    """Items of both hands in turns, for as long as both last."""
    return (next(hands[0] if turn else hands[1]) for turn in alternating(share, *sizes))
