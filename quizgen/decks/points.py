"""The points of a space and how often each is drawn, as arrays, and made of them again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from quizgen.memory.packing import Array, Arrays
from quizgen.space import Concat, Listed, Looks

REAL = "real"


def of_space(space: Concat) -> dict[str, Array]:
    """The columns of every part, by number and name, and which points are real ones."""
    found: dict[str, Array] = {}
    for number, part in enumerate(space.parts):
        found |= {f"{number}/{name}": column for name, column in part.columns.items()}
    if space.real:
        found[REAL] = space.is_real.astype(np.int64)
    return found


def as_space(arrays: Arrays, shapes: Iterable[tuple[str, ...]]) -> Concat:
    """The space whose parts have these shapes."""
    real = arrays.get(REAL)
    parts = tuple(Listed(_part(arrays, number), shape) for number, shape in enumerate(shapes))
    return Concat(parts, known=None if real is None else real.astype(np.bool_))


def _part(arrays: Arrays, number: int) -> Mapping[str, Array]:
    start = f"{number}/"
    return {name.removeprefix(start): column for name, column in arrays.items() if name.startswith(start)}


def of_looks(looks: Looks | None) -> dict[str, Array]:
    """What each point looks like, and the weight of each look; nothing where all points are alike."""
    return {"numbers": looks.numbers, "weights": looks.weights} if looks else {}


def as_looks(arrays: Arrays) -> Looks | None:
    """The looks, if there are some."""
    if not arrays:
        return None
    return Looks(arrays["numbers"].astype(np.int64), arrays["weights"].astype(np.int64))
