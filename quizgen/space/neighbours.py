"""An order in which points that are alike stand apart, as far as there are others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quizgen.space.grids import Column


class Apart:
    """Points as they come, but one that is like one of those before waits until enough others have come.

    Each of ``sorts`` says of every point, by its number, of which sort it is, and how many points before it have to be
    of another one; ``count`` is how many points come.
    """

    def __init__(self, coming: Iterable[int], count: int, *sorts: tuple[Column, int]) -> None:
        self._coming = iter(coming)
        self._count = count
        self._sorts: Sequence[tuple[Column, int]] = sorts
        self._waiting: list[int] = []
        self._placed: list[int] = []

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[int]:
        return map(self.__getitem__, range(self._count))

    def __getitem__(self, index: int) -> int:
        if not 0 <= index < self._count:
            raise IndexError(index)
        while len(self._placed) <= index:
            self._placed.append(self._next())
        return self._placed[index]

    def place(self, point: int) -> int:
        """The place at which a point comes; raises ValueError for what never does."""
        for place, one in enumerate(self):
            if one == point:
                return place
        raise ValueError(f"{point} is none of the points")

    def _next(self) -> int:
        for place, point in enumerate(self._waiting):
            if self._fits(point):
                return self._waiting.pop(place)
        for point in self._coming:
            if self._fits(point):
                return point
            self._waiting.append(point)
        return self._waiting.pop(0)

    def _fits(self, point: int) -> bool:
        return not any((sort[self._placed[-many:]] == sort[point]).any() for sort, many in self._sorts)
