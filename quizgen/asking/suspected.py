"""Which misconceptions give a value at a point, worked out a second time for whoever holds items against them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from quizgen.math.columns import Ratios
from quizgen.math.recomputed import recomputing
from quizgen.misconceptions.kinds import Trees
from quizgen.model import Values
from quizgen.space import Concat, SubSpace

Every: TypeAlias = Mapping[str, Trees | None]
"""What each misconception gives, by its id; None where it cannot be made."""


class Suspected:
    """Misconceptions at every point of a space; all points of a part are worked out when the first is asked for.

    ``every`` gives them by a part's shape. ``quizgen.math.recomputed`` works them out, which shares no code with what
    gives an item's wrong values.
    """

    def __init__(self, space: Concat, every: Callable[[tuple[str, ...]], Every]) -> None:
        self._space, self._every = space, every
        self._of = cache(self._worked)

    def givers(self, point: int, values: Sequence[Values]) -> list[list[str]]:
        """For each of some values, all of as many numbers, the ids of what gives it at a point by its number."""
        where, inner = self._space.locate(point)
        found = self._of(where).get(len(values[0]))
        return found.givers(inner, values) if found else [[] for _ in values]

    def _worked(self, where: int) -> Mapping[int, _Given]:
        """What is given on a part, by how many numbers that are."""
        part, sized = self._space.parts[where], defaultdict[int, dict[str, Trees]](dict)
        for name, trees in self._every(part.shape).items():
            if trees is not None:
                sized[len(trees)][name] = trees
        return {size: _Given.by(every, part) for size, every in sized.items()}


class _Given(Struct, frozen=True, eq=False):
    """Fractions by points, misconceptions and their numbers, and where they are known."""

    names: Sequence[str]
    above: npt.NDArray[Any]
    below: npt.NDArray[Any]
    known: npt.NDArray[np.bool_]

    @classmethod
    def by(cls, every: Mapping[str, Trees], part: SubSpace) -> _Given:
        """What misconceptions give on a part of a space, each as many numbers."""
        columns = recomputing([tree for trees in every.values() for tree in trees], part.columns)
        shape = len(part), len(every), -1
        stacked = (_stacked([getattr(one, name) for one in columns], shape) for name in Ratios.__struct_fields__)
        return cls(list(every), *stacked)

    def givers(self, inner: int, values: Sequence[Values]) -> list[list[str]]:
        """Those that give each of the values at a point of the part."""
        above = np.array([[[number.numerator for number in one]] for one in values])
        below = np.array([[[number.denominator for number in one]] for one in values])
        same = self.known[inner] & (self.above[inner] == above) & (self.below[inner] == below)
        return [[self.names[place] for place in one.nonzero()[0]] for one in same.all(axis=2)]


def _stacked(columns: Sequence[npt.NDArray[Any]], shape: tuple[int, int, int]) -> npt.NDArray[Any]:
    """Columns beside each other, those that are the same for all points drawn out."""
    return np.stack([np.broadcast_to(column, shape[0]) for column in columns], axis=1).reshape(shape)
