"""Which mistakes are told by their value at each point, and how many digits count in a level."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from quizgen.answers.precision import Precision
from quizgen.decks.table import LevelTable
from quizgen.memory.packing import Array, Arrays

_SET = [[place for place in range(8) if byte & 128 >> place] for byte in range(256)]
"""Where a byte has ones, from its first bit on."""


class Told(Struct, frozen=True):
    """``flags`` has a bit for each misconception and point: whether a written answer shows that mistake."""

    precision: Precision
    flags: Array

    @classmethod
    def of(cls, arrays: Arrays) -> Told:
        """What ``told_of`` has laid out."""
        digits, significant = arrays["precision"].tolist()
        return cls(Precision(None if digits < 0 else digits, significant=bool(significant)), arrays["flags"])

    def at(self, point: int) -> list[int]:
        """The misconceptions whose value at a point is told from all others, by number."""
        rows = enumerate(self.flags[:, point].tolist())
        return [8 * row + place for row, byte in rows for place in _SET[byte]]


def told_of(table: LevelTable) -> dict[str, Array]:
    """What a level says of written answers, as arrays; two mistakes at once are not among them."""
    single = table.told.copy()
    single[[double for double, _, _ in table.doubles]] = False
    digits = -1 if table.precision.digits is None else table.precision.digits
    flags = np.packbits(single, axis=0).astype(np.int64)
    return {"precision": np.asarray([digits, table.precision.significant], dtype=np.int64), "flags": flags}
