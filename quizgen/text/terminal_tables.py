"""Tables as plain text: columns below each other, or a block for each row where they have no room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.text.columns import columns, left
from quizgen.text.wrapping import DEEPER, wrap

BETWEEN, CROSSING, LINE = " │ ", "─┼─", "─"
INSET, APART = " " * DEEPER, " " * 3
"""Before the labels and values of a block, and between two of them."""

Cells = Sequence[str]


def aligned(header: Cells, rows: Sequence[Cells]) -> list[str]:
    """The columns below each other, the header above a rule."""
    widths = [max(map(columns, column)) for column in zip(header, *rows, strict=True)]
    lines = [BETWEEN.join(map(left, row, widths)).rstrip() for row in (header, *rows)]
    return [lines[0], CROSSING.join(LINE * width for width in widths), *lines[1:]]


def blocks(header: Cells, rows: Sequence[Cells], width: int) -> list[str]:
    """For each row what its first column says, and below that the label and value of each other column."""
    return [line for row in rows for line in _block(header, row, width)]


def _block(header: Cells, row: Cells, width: int) -> Iterator[str]:
    pairs = [f"{label}: {value}" if label else value for label, value in zip(header, row, strict=True) if value]
    yield from (line for first in pairs[:1] for line in wrap(first, width, "", INSET))
    waiting = ""
    for pair in pairs[1:]:
        longer = f"{waiting}{APART}{pair}" if waiting else INSET + pair
        if waiting and columns(longer) > width:
            yield waiting
            longer = INSET + pair
        *whole, waiting = [longer] if columns(longer) <= width else [*wrap(pair, width, INSET, INSET * 2), ""]
        yield from whole
    if waiting:
        yield waiting
