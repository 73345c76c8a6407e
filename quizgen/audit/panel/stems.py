"""Strategies that take numbers out of the stem without knowing what they are for."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from quizgen.audit.panel.seen import Batch
from quizgen.guessing import Ints
from quizgen.guessing.stem import closest_to, just_below, multiple_of_stem, printed

PRINTED = "printed in the stem"
NOT_PRINTED = "not printed in the stem"
MULTIPLE = "multiple of most numbers of the stem"
CLOSEST = "closest to the stem's largest number"
OVER_STRIDES = "closest to input over strides"
JUST_BELOW = "just below input over strides"
OWN_STRIDE = "input over the layer's stride closest to the output"
OWN_BELOW = "input over the layer's stride just below the output"
OWN_ABOVE = "input over the layer's stride just above the output"
BY_STEM = frozenset(
    {PRINTED, NOT_PRINTED, MULTIPLE, CLOSEST, OVER_STRIDES, JUST_BELOW, OWN_STRIDE, OWN_BELOW, OWN_ABOVE}
)


def by_stem(batch: Batch, values: Ints) -> Iterator[tuple[str, Ints]]:
    """Each strategy and which keys it hits; ``values`` are the options as one number each."""
    if batch.stem.size:
        yield PRINTED, batch.scored(printed(values, batch.stem), most=True)
        yield NOT_PRINTED, batch.scored(printed(values, batch.stem), most=False)
        yield MULTIPLE, batch.scored(multiple_of_stem(values, batch.stem), most=True)
        largest = (batch.stem.max(axis=1), np.ones(len(values), dtype=np.int64))
        yield CLOSEST, batch.scored(closest_to(values, *largest), most=False)
    scaled = [item.scaled for item in batch.items if item.scaled is not None]
    if len(scaled) == len(values):
        target = (_column(one.numerator for one in scaled), _column(one.denominator for one in scaled))
        yield OVER_STRIDES, batch.scored(closest_to(values, *target), most=False)
        yield JUST_BELOW, batch.scored(just_below(values, *target), most=False)


def by_layers(batch: Batch) -> Iterator[tuple[str, Ints]]:
    """The same of options that are layers, by what the stride of each would about give of the size that is wanted."""
    if all(item.away for item in batch.items):
        distance = np.asarray([item.away for item in batch.items], dtype=np.int64)
        nothing, one = np.zeros_like(batch.right), np.ones_like(batch.right)
        yield OWN_STRIDE, batch.scored(closest_to(distance, nothing, one), most=False)
        yield OWN_BELOW, batch.scored(just_below(distance, nothing, one), most=False)
        yield OWN_ABOVE, batch.scored(just_below(-distance, nothing, one), most=False)


def _column(numbers: Iterator[int]) -> Ints:
    return np.fromiter(numbers, dtype=np.int64)
