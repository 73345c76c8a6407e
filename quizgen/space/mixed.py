"""A keyed order of two sorts of points: the preferred ones come more often than they are many."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from quizgen.space.grids import Column
from quizgen.space.keyed import Permutation
from quizgen.space.weighted import Looks, Weighted


def alternating(share: Fraction, preferred: int, others: int) -> Iterator[bool]:
    """Whether a preferred one is next: as often as ``share`` says while both sorts last, and then what is left."""
    before, ratio = 0, share.as_integer_ratio()
    for index in range(1, preferred + others + 1):
        after = _taken(ratio, preferred, others, index)
        yield after > before
        before = after


class Mixed:
    """All points in a keyed order, of which ``share`` are preferred ones for as long as both last.

    Both sorts are given as ascending numbers; with ``looks``, in each sort these come by their weights.
    """

    def __init__(
        self, preferred: Column, others: Column, share: Fraction, *path: object, looks: Looks | None = None
    ) -> None:
        self._points = (preferred, others)
        self._orders = (_order(preferred, looks, "preferred", *path), _order(others, looks, "others", *path))
        self._share, self._ratio = share, share.as_integer_ratio()

    def __len__(self) -> int:
        return len(self._points[0]) + len(self._points[1])

    def __iter__(self) -> Iterator[int]:
        preferred, others = (map(points.item, order) for points, order in zip(self._points, self._orders, strict=True))
        for turn in alternating(self._share, *map(len, self._points)):
            yield next(preferred if turn else others)

    def __getitem__(self, index: int) -> int:
        if not 0 <= index < len(self):
            raise IndexError(index)
        before = self._before(index)
        sort = 0 if self._before(index + 1) > before else 1
        return self._points[sort].item(self._orders[sort][index - before if sort else before])

    def place(self, point: int) -> int:
        """The place at which a point comes; raises ValueError for what never does."""
        for sort, points in enumerate(self._points):
            at = int(np.searchsorted(points, point))
            if at < len(points) and points[at] == point:
                return self._nth(self._orders[sort].index(at), preferred=sort == 0)
        raise ValueError(f"{point} is none of the points")

    def _before(self, index: int) -> int:
        """How many preferred points come before a place."""
        return _taken(self._ratio, len(self._points[0]), len(self._points[1]), index)

    def _nth(self, number: int, *, preferred: bool) -> int:
        """The place of a sort's point with that number."""

        def passed(index: int) -> int:
            before = self._before(index + 1)
            return before if preferred else index + 1 - before

        return bisect_left(range(len(self)), number + 1, key=passed)


def _order(points: Column, looks: Looks | None, *path: object) -> Weighted | Permutation:
    return Weighted(looks.of(points), *path) if looks else Permutation(len(points), *path)


def _taken(ratio: tuple[int, int], preferred: int, others: int, index: int) -> int:
    """How many of the first ``index`` points are preferred ones; it grows by one or stays."""
    wished = -(-index * ratio[0] // ratio[1])
    return min(preferred, max(wished, index - others))
