"""The points of levels: enough of them, none twice, none in two levels."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from quizgen.asking.family import Family
from quizgen.asking.source import Audited
from quizgen.asking.spaced import Spaced
from quizgen.model import LEVELS, Level
from quizgen.of_network.family import NetworkFamily
from quizgen.space import Concat, Params, SubSpace

LEAST = 60
SIDES = (
    ", or misconceptions on the other side of the key (three wrong values below it and three above are the least, and "
    "those must look alike at every rank), or ask for the number alone: options 0, or numerical_only='why'"
)
Names: TypeAlias = tuple[tuple[str, ...], tuple[str, ...]]
"""A sub-space's shape, and its numbers' names in order: only points with the same of both can be the same."""


def enough(source: Audited, level: Level) -> Iterator[str]:
    """A level holds at least 60 items of each kind; a network that somebody gives has what it has."""
    if not isinstance(source, Spaced) or isinstance(source, NetworkFamily):
        return
    for kind in source.kinds:
        if kind == "choice" and isinstance(source, Family) and not source.options[level]:
            continue
        count = source.count(level, kind)
        if count < LEAST:
            way = f"declare more values in the level's space{SIDES if kind == 'choice' else ''}"
            yield f"has only {count} items of the kind {kind}, at least {LEAST} are wanted: {way}"


def none_twice(source: Audited, level: Level) -> Iterator[str]:
    """No point stands twice in a level."""
    if not isinstance(source, Spaced):
        return
    for names, rows in _rows(source.levels[level]).items():
        different, counts = np.unique(rows, axis=0, return_counts=True)
        if len(different) < len(rows):
            point = _point(names, different[int(np.argmax(counts))])
            yield f"at {point}: the point stands twice in the level; let its parts share no values"


def disjoint(source: Audited, level: Level) -> Iterator[str]:
    """No point of the level stands in an easier one."""
    if not isinstance(source, Spaced):
        return
    mine = _rows(source.levels[level])
    for easier in LEVELS[: LEVELS.index(level)]:
        other = _rows(source.levels[easier])
        for names in mine.keys() & other.keys():
            shared = np.intersect1d(_single(mine[names]), _single(other[names]))
            if len(shared):
                point = _point(names, shared[:1].view(np.int64))
                way = "give the levels different values, or another where"
                yield f"at {point}: the point stands in the level {easier} too, with {len(shared):,} in all; {way}"
                break


def _rows(space: Concat) -> dict[Names, npt.NDArray[np.int64]]:
    """The points of a level as rows of numbers, by shape and names."""
    found: dict[Names, list[npt.NDArray[np.int64]]] = {}
    for part in space.parts:
        if len(part):
            names = tuple(sorted(part.columns))
            found.setdefault((part.shape, names), []).append(_stacked(part, names))
    return {names: np.concatenate(rows) for names, rows in found.items()}


def _stacked(part: SubSpace, names: tuple[str, ...]) -> npt.NDArray[np.int64]:
    return np.stack([np.asarray(part.columns[name], dtype=np.int64) for name in names], axis=1)


def _single(rows: npt.NDArray[np.int64]) -> npt.NDArray[np.void]:
    """Each row as one value that can be compared."""
    packed = np.ascontiguousarray(rows)
    return packed.view(np.dtype((np.void, packed.dtype.itemsize * packed.shape[1]))).ravel()


def _point(names: Names, row: npt.NDArray[np.int64]) -> Params:
    return Params(dict(zip(names[1], map(int, row), strict=True)), names[0])
