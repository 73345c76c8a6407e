"""Numbers and words as stems and solutions show them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from quizgen.space import Dice

HUNDREDTHS = 100
ORDINALS = ("first", "second", "third", "fourth", "fifth")


def ends(number: Fraction, unit: int) -> bool:
    """Whether a number is a multiple of 1/``unit``."""
    return (number * unit).denominator == 1


def listed(words: Sequence[str]) -> str:
    """Words with commas and an 'and'."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def chosen(dice: Dice, numbers: Sequence[int]) -> int:
    """One of some numbers."""
    return numbers[dice.below(len(numbers))]
