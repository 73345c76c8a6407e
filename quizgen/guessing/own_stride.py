"""The first guess at which layer gives a map of a wanted size: the one whose stride alone would about give it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any, TypeAlias

from quizgen.guessing.strides import input_over_strides

Away: TypeAlias = tuple[int, ...]
SIZES = frozenset({"output_size", "channels_and_size"})
"""Who asks for these wants a layer that gives a map of some size."""


def rough_size(side: int, layer: Mapping[str, Any]) -> Fraction:
    """The input over the stride of a layer, told by its JSON; times the stride of a transposed one."""
    return input_over_strides({"input": [side], "layers": [layer]}) or Fraction(side)


def away(rough: Sequence[Fraction], wanted: int) -> Away:
    """How far each option's rough size lies above the wanted one, all counted in the same parts of one."""
    parts = lcm(*(one.denominator for one in rough))
    return tuple(int((one - wanted) * parts) for one in rough)


def likely(distances: Away, right: int) -> Fraction:
    """How likely the option at the place ``right`` is taken as the closest; of several each alike."""
    least = min(map(abs, distances))
    return Fraction(abs(distances[right]) == least, [abs(one) for one in distances].count(least))
