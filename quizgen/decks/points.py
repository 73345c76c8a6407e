"""The points of a space and how often each is drawn, as arrays, and made of them again."""

from __future__ import annotations

import sys
from collections import defaultdict

import numpy as np

from quizgen.memory.packing import Array, Arrays
from quizgen.space import Concat, Listed, Looks

REAL, SHAPES = "real", "shapes"
PARTS, WORDS = "\n", "\t"
"""Between the shapes of two parts, and between the words of a shape."""


def of_space(space: Concat) -> dict[str, Array]:
    """The shapes of the parts, their columns in order, and which points are real ones."""
    shapes = PARTS.join(WORDS.join(part.shape) for part in space.parts)
    found: dict[str, Array] = {SHAPES: np.frombuffer(shapes.encode(), dtype=np.uint8)}
    for number, part in enumerate(space.parts):
        found |= {f"{number}/{place}/{name}": one for place, (name, one) in enumerate(part.columns.items())}
    if space.real:
        found[REAL] = space.is_real.astype(np.int64)
    return found


def as_space(arrays: Arrays) -> Concat:
    """The space again; one without parts has no columns."""
    real, columns = arrays.get(REAL), defaultdict[int, dict[str, Array]](dict)
    names = (name.split("/") for name in arrays if name not in (REAL, SHAPES))
    for number, place, name in sorted((int(number), int(place), name) for number, place, name in names):
        columns[number][sys.intern(name)] = arrays[f"{number}/{place}/{name}"]
    shapes = arrays[SHAPES].tobytes().decode().split(PARTS)
    every = ((columns.get(number), shape) for number, shape in enumerate(shapes))
    parts = tuple(Listed(own, _shape(shape)) for own, shape in every if own)
    return Concat(parts, known=None if real is None else real.astype(np.bool_))


def _shape(words: str) -> tuple[str, ...]:
    return tuple(words.split(WORDS)) if words else ()


def of_looks(looks: Looks | None) -> dict[str, Array]:
    """What each point looks like, and the weight of each look; nothing where all points are alike."""
    return {"numbers": looks.numbers, "weights": looks.weights} if looks else {}


def as_looks(arrays: Arrays) -> Looks | None:
    """The looks, if there are some."""
    if not arrays:
        return None
    return Looks(arrays["numbers"].astype(np.int64), arrays["weights"].astype(np.int64))
