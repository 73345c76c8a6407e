"""The numbers that a level's stems print, as far as a guesser makes anything of them."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from quizgen.decks.arrays import Floats, Ints
from quizgen.guessing.stem import closest_to, just_below, multiple_of_stem, printed
from quizgen.space import Column, Concat, SubSpace


class Stems(Struct, frozen=True):
    """For each point the numbers of its space, and its input size over all strides; one row a point.

    ``numbers`` are filled up with zeros; where a point has no input size, ``size`` is zero.
    """

    numbers: Ints
    size: Column
    strides: Column

    def guesses(self, points: Column, values: Ints, unit: int) -> list[Floats]:
        """What each rule makes of the options of some points: its chance to take each; values in parts of one."""
        numbers = self.numbers[points] * unit
        seen = [printed(values, numbers), multiple_of_stem(values, numbers)]
        if self.size.any():
            target = self.size[points] * unit, self.strides[points]
            seen += [-closest_to(values, *target), -just_below(values, *target)]
        return [_chances(scores) for scores in seen]


def _chances(scores: Ints) -> Floats:
    """A guesser takes the highest score, and any of those that share it."""
    best = scores == scores.max(axis=1, keepdims=True)
    return np.asarray(best / best.sum(axis=1, keepdims=True), dtype=np.float64)


def stems(space: Concat) -> Stems:
    """What the stems of a level's points print."""
    width = max((len(part.columns) for part in space.parts), default=0)
    parts = [_numbers(part, width) for part in space.parts]
    sizes, strides = (
        [_product(part, names) for part in space.parts] for names in (("n", "n_w"), ("stride", "stride_w"))
    )
    return Stems(*(np.concatenate(every) for every in (parts, sizes, strides)))


def _numbers(part: SubSpace, width: int) -> Ints:
    found = np.zeros((len(part), width), dtype=np.int64)
    for number, column in enumerate(part.columns.values()):
        found[:, number] = column
    return found


def _product(part: SubSpace, names: tuple[str, ...]) -> Column:
    """The product of the columns with one of these names or with a number or axis after it; one where there is none."""
    chosen = [column for name, column in part.columns.items() if name in names or name.rpartition("_")[0] in names]
    if not chosen and "n" in names:
        return np.zeros(len(part), dtype=np.int64)
    return np.asarray(np.prod(chosen, axis=0) if chosen else np.ones(len(part)), dtype=np.int64)
