"""Values whose mean and standard deviation come out whole, and sums over them in a solution."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement
from math import isqrt

from quizgen.space import Dice

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
DEVIATIONS = (2, 4, 5)
"""Standard deviations by which every distance can be divided without a remainder that never ends."""


@cache
def patterns(count: int, widest: int) -> tuple[tuple[int, ...], ...]:
    """Every set of ``count`` distances from a mean, up to ``widest``, whose deviation is one of ``DEVIATIONS``."""
    wanted = {count * deviation**2 for deviation in DEVIATIONS}
    every = combinations_with_replacement(range(-widest, widest + 1), count)
    return tuple(one for one in every if not sum(one) and sum(x * x for x in one) in wanted)


def around_a_mean(dice: Dice, count: int, widest: int, means: Sequence[int]) -> list[int]:
    """Whole numbers in random order whose mean and standard deviation are whole."""
    found = patterns(count, widest)
    mean = means[dice.below(len(means))]
    return [mean + distance for distance in dice.sample(found[dice.below(len(found))], count)]


def mean_and_variance(values: Sequence[int]) -> tuple[Fraction, Fraction]:
    """The mean, and the variance divided by the number of values."""
    count, total = len(values), sum(values)
    return Fraction(total, count), Fraction(sum((count * value - total) ** 2 for value in values), count**3)


def vanishes(values: Sequence[int], x: int, gamma: int, beta: int) -> bool:
    """Whether ``x``, normalised among these values, scaled and shifted, is 0: no wrong value is near that."""
    mean, variance = mean_and_variance(values)
    return gamma * (x - mean) + beta * root(variance) == 0


def root(square: int | Fraction) -> int:
    """The whole root of a square number, or 0 where there is none."""
    found = isqrt(int(square)) if square > 0 else 0
    return found if found**2 == square else 0


def terms(names: Sequence[str]) -> str:
    """The holes of some numbers as a sum."""
    return " + ".join(f"{{{name}}}" for name in names)


def squares(names: Sequence[str]) -> str:
    """The sum of squared distances of some numbers from ``mean``."""
    return " + ".join(f"({{{name}}} - {{mean}})**2" for name in names)
