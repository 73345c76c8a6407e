"""Scattered numbers and points."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import TypeAlias

from quizgen.space.grids import Rows
from quizgen.space.keyed import digest

Numbers: TypeAlias = tuple[int, ...]
Groups: TypeAlias = tuple[Numbers, ...]


def thinned(
    names: tuple[str, ...], values: tuple[Groups, ...], fits: Callable[..., bool], most: int, *shape: str
) -> Rows:
    """At most about ``most`` scattered points of all combinations that fit, each value a group of numbers."""

    def rows() -> Iterator[Numbers]:
        for groups in product(*values):
            row = tuple(number for group in groups for number in group)
            if fits(*row):
                yield row

    def make() -> list[Numbers]:
        every = list(rows())
        return sorted(sorted(every, key=lambda row: digest(*names, *row))[:most])

    return Rows(names, make, shape)


def dice(count: int, low: int, high: int, *path: object) -> Numbers:
    """Scattered whole numbers of that range, the same on every machine."""
    rest, numbers = digest(*path, size=64), []
    for _ in range(count):
        rest, number = divmod(rest, high - low + 1)
        numbers.append(low + number)
    return tuple(numbers)
