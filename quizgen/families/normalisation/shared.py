"""Normalisation layers: what they average over, and what they make of values.

Shapes begin with the kind of normalisation by the letters of the literature: BN, LN, IN or GN.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations_with_replacement
from math import isqrt
from typing import Any

from quizgen.layers import BatchNorm2d, GroupNorm, InstanceNorm2d, Layer, LayerNorm
from quizgen.space import Dice, Params, Rows

INTRODUCTION = """
A batch of {batch} samples, each with {channels} channels of height {height} and width {width}, passes
"""
LAYERS = {
    "BN": "a `BatchNorm2d` layer with `num_features={channels}` in training mode",
    "LN": "a `LayerNorm` layer with `normalized_shape=({channels}, {height}, {width})`",
    "IN": "an `InstanceNorm2d` layer with `num_features={channels}`",
    "GN": "a `GroupNorm` layer with `num_groups={groups}` and `num_channels={channels}`",
}


def passing(norm: str) -> str:
    """The beginning of a stem: a batch that passes a normalisation layer."""
    return f"{INTRODUCTION.strip()} {LAYERS[norm]}."


def grouped(c: Any) -> Any:
    """Whole groups of several channels, whose number is neither the channels' in a group nor that of samples."""
    return (c.channels % c.groups == 0) & (c.channels > c.groups) & (c.channels != c.groups**2) & (c.batch != c.groups)


def layer(p: Params) -> Layer:
    """The normalisation layer of a point whose shape begins with its kind."""
    channels = p["channels"]
    match p.shape[0]:
        case "BN":
            return BatchNorm2d(channels)
        case "LN":
            return LayerNorm((channels, p["height"], p["width"]))
        case "IN":
            return InstanceNorm2d(channels)
        case _:
            return GroupNorm(p["groups"], channels)


def input_shape(p: Params) -> tuple[int, int, int]:
    """Channels, height and width of one sample."""
    return p["channels"], p["height"], p["width"]


def apart(c: Any) -> Any:
    """Sizes of which none is another one or its double, so that wrong counts differ."""
    positions = c.height * c.width
    pairs = ((positions, c.channels), (positions, c.batch), (c.channels, c.batch))
    masks = [(one != other) & (one != 2 * other) & (other != 2 * one) for one, other in pairs]
    return masks[0] & masks[1] & masks[2]


def groups_of(p: Params) -> int:
    """Groups of channels by which a sample is normalised: one for LN, one a channel for IN."""
    return {"LN": 1, "IN": p["channels"]}.get(p.shape[0], p.values.get("groups", 1))


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


def different(
    names: Sequence[str], draw: Callable[[Dice], list[int] | None], count: int, shape: tuple[str, ...]
) -> Rows:
    """``count`` different points, each drawn with dice of its own; None for one that does not fit."""

    def make() -> Iterator[tuple[int, ...]]:
        seen: set[tuple[int, ...]] = set()
        for number in range(50 * count):
            row = draw(Dice("normalisation", *shape, number))
            if row is not None and tuple(row) not in seen:
                seen.add(tuple(row))
                yield tuple(row)
            if len(seen) == count:
                return

    return Rows(tuple(names), make, shape)


def mean_and_variance(values: Sequence[int]) -> tuple[Fraction, Fraction]:
    """The mean, and the variance divided by the number of values."""
    mean = Fraction(sum(values), len(values))
    return mean, sum(((value - mean) ** 2 for value in values), start=Fraction(0)) / len(values)


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
