"""Small maps and kernels whose numbers are worked by hand.

Maps are named entry by entry: ``x_12`` is row 1, column 2 of the input, counted from 0, ``w_01`` a weight.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quizgen.model import Number
from quizgen.space import Params, Rows, digest
from quizgen.text import Text


def grid_names(letter: str, rows: int, columns: int) -> tuple[str, ...]:
    """The names of a map's entries, row by row."""
    return tuple(f"{letter}_{row}{column}" for row in range(rows) for column in range(columns))


def grid_template(letter: str, rows: int, columns: int) -> str:
    """The map as nested lists of holes, as Python writes it."""
    lines = (", ".join(f"{{{letter}_{row}{column}}}" for column in range(columns)) for row in range(rows))
    return f"[{', '.join(f'[{line}]' for line in lines)}]"


def grid(p: Params, letter: str, rows: int, columns: int) -> list[list[int]]:
    """The map's numbers."""
    return [[p[f"{letter}_{row}{column}"] for column in range(columns)] for row in range(rows)]


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


def given(template: str, **texts: str) -> str:
    """A template with parts of templates put in; their holes stay open."""
    for name, text in texts.items():
        template = template.replace(f"<{name}>", text)
    return template


def number_text(template: str, p: Params, **more: Number) -> Text:
    """The template with the point's numbers."""
    return Text(template, {**p.values, **more})
