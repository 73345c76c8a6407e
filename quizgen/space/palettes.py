"""Points without a pattern, each number out of a list of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from quizgen.space.grids import Mask, Rows
from quizgen.space.keyed import Dice


def drawn(palettes: Mapping[str, Sequence[int]], count: int, shape: tuple[str, ...], *path: object) -> Rows:
    """``count`` draws of a number from each name's palette, without those that came before; ``path`` is their seed.

    What stands in a palette twice is drawn twice as often.
    """

    def make() -> Iterator[tuple[int, ...]]:
        dice = Dice(*path)
        yield from dict.fromkeys(tuple(one[dice.below(len(one))] for one in palettes.values()) for _ in range(count))

    return Rows(tuple(palettes), make, shape)


def kept(rows: Rows, *tests: Callable[[Rows], Mask]) -> Rows:
    """The points that pass every test; a test is given those that passed the tests before it."""

    def make() -> Iterator[tuple[int, ...]]:
        left = rows
        for test in tests:
            left = _where(left, test(left))
        columns = (left.columns[name].tolist() for name in left.names)
        yield from zip(*columns, strict=True)

    return Rows(rows.names, make, rows.shape)


def _where(rows: Rows, mask: Mask) -> Rows:
    columns = [rows.columns[name][mask].tolist() for name in rows.names]
    return Rows(rows.names, lambda: zip(*columns, strict=True), rows.shape)
