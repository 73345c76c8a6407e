"""Regularisation: dropout, penalties on weights, early stopping and augmentation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from quizgen.model import Number
from quizgen.space import Dice, Rows

HUNDREDTHS = 100
ORDINALS = ("first", "second", "third", "fourth", "fifth")


def different(
    names: Sequence[str], draw: Callable[[Dice], list[int] | None], count: int, shape: tuple[str, ...]
) -> Rows:
    """``count`` different points, each drawn with dice of its own; None for one that does not fit."""

    def make() -> Iterator[tuple[int, ...]]:
        seen: set[tuple[int, ...]] = set()
        for number in range(50 * count):
            row = draw(Dice("regularisation", *shape, number))
            if row is not None and tuple(row) not in seen:
                seen.add(tuple(row))
                yield tuple(row)
            if len(seen) == count:
                return

    return Rows(tuple(names), make, shape)


def whole_if_so(number: Fraction) -> Number:
    """The number, as an int where it is whole."""
    return int(number) if number.denominator == 1 else number


def ends(number: Fraction, unit: int) -> bool:
    """Whether a number is a multiple of 1/``unit``."""
    return (number * unit).denominator == 1


def listed(words: Sequence[str]) -> str:
    """Words with commas and an 'and'."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def chosen(dice: Dice, numbers: Sequence[int]) -> int:
    """One of some numbers."""
    return numbers[dice.below(len(numbers))]
