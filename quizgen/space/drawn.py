"""Spaces whose points are drawn with dice: for numbers that have to fit together as no grid says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quizgen.space.grids import Rows
from quizgen.space.keyed import Dice


def drawn(
    path: str, names: Sequence[str], draw: Callable[[Dice], list[int] | None], count: int, shape: tuple[str, ...]
) -> Rows:
    """``count`` different points, each drawn with dice of its own; None for one that does not fit.

    ``path`` and ``shape`` key the dice. There are fewer points where 50 throws a point do not give enough.
    """

    def make() -> Iterator[tuple[int, ...]]:
        seen: set[tuple[int, ...]] = set()
        for number in range(50 * count):
            row = draw(Dice(path, *shape, number))
            if row is not None and tuple(row) not in seen:
                seen.add(tuple(row))
                yield tuple(row)
            if len(seen) == count:
                return

    return Rows(tuple(names), make, shape)
