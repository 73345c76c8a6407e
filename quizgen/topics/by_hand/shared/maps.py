"""Small maps, named entry by entry: ``x_12`` is row 1, column 2 of the input, counted from 0, ``w_01`` a weight."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.model import Number
from quizgen.space import Params
from quizgen.text import Text


def grid_names(letter: str, rows: int, columns: int) -> tuple[str, ...]:
    """The names of a map's entries, row by row."""
    return tuple(f"{letter}_{row}{column}" for row in range(rows) for column in range(columns))


def block(letter: str, rows: int) -> str:
    """The map in a block of code, as Python writes nested lists, a row a line; ``aligned`` fills its holes."""
    lines = "],\n [".join(f"{{{letter}_row_{row}}}" for row in range(rows))
    return f"```\n[[{lines}]]\n```"


def aligned(letter: str, rows: Sequence[Sequence[int]]) -> dict[str, str]:
    """What fills the holes of ``block``: the numbers of each row, below those of the row above."""
    wide = max(len(str(number)) for row in rows for number in row)
    return {f"{letter}_row_{place}": ", ".join(str(n).rjust(wide) for n in row) for place, row in enumerate(rows)}


def grid(p: Params, letter: str, rows: int, columns: int) -> list[list[int]]:
    """The map's numbers."""
    return [[p[f"{letter}_{row}{column}"] for column in range(columns)] for row in range(rows)]


def given(template: str, **texts: str) -> str:
    """A template with parts of templates put in; their holes stay open."""
    for name, text in texts.items():
        template = template.replace(f"<{name}>", text)
    return template


def number_text(template: str, p: Params, **more: Number) -> Text:
    """The template with the point's numbers."""
    return Text(template, {**p.values, **more})


def counting(side: int) -> dict[str, int]:
    """A square map of 0, 1, 2 ..., row by row."""
    return {name: number for number, name in enumerate(grid_names("x", side, side))}
