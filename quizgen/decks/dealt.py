"""Points with the distractors that stand beside their keys."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from msgspec import Struct

from quizgen.memory.packing import Array, Arrays

NONE = -1
"""Stands where a choice has a distractor less than others."""


class Dealt(Struct, frozen=True):
    """A point of the table and the misconceptions whose values stand beside the key, in ascending order of value."""

    point: int
    rank: int
    distractors: tuple[int, ...]


class Cards(Struct, frozen=True):
    """A choice for each of some points: the points ascending, the keys' ranks, a row of misconceptions each."""

    points: Array
    ranks: Array
    distractors: Array

    @staticmethod
    def laid_out(dealt: Mapping[int, Dealt]) -> dict[str, Array]:
        """The choices as arrays."""
        every = [dealt[point] for point in sorted(dealt)]
        width = max((len(one.distractors) for one in every), default=0)
        rows = [[*one.distractors, *[NONE] * (width - len(one.distractors))] for one in every]
        return {
            "points": np.asarray([one.point for one in every], dtype=np.int64),
            "ranks": np.asarray([one.rank for one in every], dtype=np.int64),
            "distractors": np.asarray(rows, dtype=np.int64).reshape(len(every), width),
        }

    @classmethod
    def of(cls, arrays: Arrays, start: str) -> Cards:
        """The choices whose arrays have names that begin so."""
        return cls(*(arrays[f"{start}{name}"] for name in ("points", "ranks", "distractors")))

    def __len__(self) -> int:
        return len(self.points)

    def __getitem__(self, place: int) -> Dealt:
        row = self.distractors[place].tolist()
        return Dealt(int(self.points[place]), int(self.ranks[place]), tuple([one for one in row if one != NONE]))

    def find(self, point: int) -> Dealt | None:
        """The choice about a point, if there is one."""
        place = int(np.searchsorted(self.points, point))
        return self[place] if place < len(self.points) and self.points[place] == point else None
