"""Points whose numbers follow no pattern."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quizgen.space import Rows, digest


def scattered(
    names: Sequence[str], ranges: Sequence[tuple[int, int]], count: int, shape: tuple[str, ...], fine: Fine
) -> Rows:
    """``count`` different points without a pattern, each number in its own range, both ends included."""

    def make() -> Iterator[tuple[int, ...]]:
        seen: set[tuple[int, ...]] = set()
        number = 0
        while len(seen) < count:
            row = _row(ranges, "/".join(shape), number)
            number += 1
            if row not in seen and fine(dict(zip(names, row, strict=True))):
                seen.add(row)
                yield row

    return Rows(tuple(names), make, shape)


Fine = Callable[[dict[str, int]], bool]


def _row(ranges: Sequence[tuple[int, int]], path: str, number: int) -> tuple[int, ...]:
    """Numbers out of one digest: it has 24 bits for each of the first twenty."""
    bits = digest("by-hand", path, number, size=60)
    row = []
    for low, high in ranges:
        bits, rest = divmod(bits, high - low + 1)
        row.append(low + rest)
    return tuple(row)
