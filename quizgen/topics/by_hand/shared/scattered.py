"""Points whose numbers follow no pattern."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from msgspec import Struct

from quizgen.space import Rows, digest


class Tops(Struct, frozen=True):
    """The largest of some numbers is each of the ``values`` equally often."""

    names: Collection[str]
    values: Sequence[int]


def scattered(  # noqa: PLR0913, PLR0917 - a space of numbers and what it is held to
    names: Sequence[str],
    ranges: Sequence[tuple[int, int]],
    count: int,
    shape: tuple[str, ...],
    fine: Fine,
    tops: Tops | None = None,
) -> Rows:
    """``count`` different points without a pattern, each number in its own range, both ends included."""

    def make() -> Iterator[tuple[int, ...]]:
        seen: set[tuple[int, ...]] = set()
        number = 0
        while len(seen) < count:
            top = tops.values[len(seen) % len(tops.values)] if tops else None
            row = _row(_below(ranges, names, tops, top), "/".join(shape), number)
            number += 1
            numbers = dict(zip(names, row, strict=True))
            reached = tops is None or max(numbers[name] for name in tops.names) == top
            if reached and row not in seen and fine(numbers):
                seen.add(row)
                yield row

    return Rows(tuple(names), make, shape)


def _below(
    ranges: Sequence[tuple[int, int]], names: Sequence[str], tops: Tops | None, top: int | None
) -> Sequence[tuple[int, int]]:
    """The ranges, of which some end at the top."""
    if tops is None or top is None:
        return ranges
    return [(low, top if name in tops.names else high) for name, (low, high) in zip(names, ranges, strict=True)]


Fine = Callable[[dict[str, int]], bool]


def _row(ranges: Sequence[tuple[int, int]], path: str, number: int) -> tuple[int, ...]:
    """Numbers out of one digest: it has 24 bits for each of the first twenty."""
    bits = digest("by-hand", path, number, size=60)
    row = []
    for low, high in ranges:
        bits, rest = divmod(bits, high - low + 1)
        row.append(low + rest)
    return tuple(row)
