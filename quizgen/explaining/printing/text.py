"""The table in aligned columns; on a terminal without the room for one, a block for each layer."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from quizgen.explaining.printing.grid import Cells, grid
from quizgen.explaining.printing.layout import GAP, Layout, Stage, laid_out, shortened
from quizgen.explaining.printing.layout import USUAL as COLUMNS
from quizgen.explaining.printing.legend import heading, legend
from quizgen.explaining.printing.shown import shown
from quizgen.explaining.printing.wishes import USUAL, Wishes
from quizgen.explaining.table import Explanation
from quizgen.text.columns import left, right
from quizgen.text.lines import one_line
from quizgen.text.terminal import TERMINAL
from quizgen.text.terminal_tables import blocks
from quizgen.text.wrapping import wrap


def as_text(explanation: Explanation, wishes: Wishes = USUAL) -> str:
    """The table with its sums, and what its marks mean; nothing in it moves a cursor."""
    plain = _without_controls(explanation)
    rows = shown(plain, wishes)
    layout = laid_out(plain, rows, wishes)
    if wishes.terminal and layout.width > wishes.width:
        layout = Layout(grid(plain, rows, wishes.columns or COLUMNS), ())
        found = layout.grid
        lines = blocks(found.head, [*found.rows, found.total], wishes.width)
    else:
        lines = list(_lines(layout, wishes))
    sentences = legend(plain, rows, layout.grid.columns, wishes.unfold)
    told = [line for sentence in sentences for line in wrap(sentence, wishes.width, "", "  ")]
    return "\n".join([*wrap(heading(plain), wishes.width), "", *lines, *([""] if told else []), *told, ""])


def _without_controls(explanation: Explanation) -> Explanation:
    """The names that somebody gave on one line each, without characters that a terminal would obey."""
    lines = (
        dataclasses.replace(line, name=_plain(line.name), type=_plain(line.type), through=_plain(line.through))
        for line in explanation.lines
    )
    inputs = (replace(one, name=_plain(one.name), dtype=_plain(one.dtype)) for one in explanation.inputs)
    return replace(explanation, title=_plain(explanation.title), lines=tuple(lines), inputs=tuple(inputs))


def _plain(text: str) -> str:
    return TERMINAL.string(one_line(text))


def _lines(layout: Layout, wishes: Wishes) -> Iterator[str]:
    words, widths = layout.grid.words, layout.widths
    rule = "─" * layout.width
    yield _aligned(layout.grid.head, words, widths)
    yield rule
    for row in layout.rows:
        yield shortened(row.name, wishes.width) if isinstance(row, Stage) else _aligned(row, words, widths)
    yield rule
    yield _aligned(layout.grid.total, words, widths)


def _aligned(cells: Cells, words: Sequence[bool], widths: Sequence[int]) -> str:
    every = zip(cells, words, widths, strict=True)
    return (" " * GAP).join(left(cell, width) if word else right(cell, width) for cell, word, width in every).rstrip()
