"""A residual block: the path through its layers, the shortcut beside it, and the sum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct

from quizgen.figures import parts
from quizgen.figures.parts import MARGIN, FigurePlace
from quizgen.model import Figure
from quizgen.text import Text
from quizgen.text.columns import columns, middle
from quizgen.text.terminal import TERMINAL
from quizgen.text.wrapping import wrap

KIND = "residual"
_WORD = 8
TALL, STEP, NARROW = 30, 52, 100
"""Pixels of a box, from one box to the next, and across the narrowest box."""


def residual(  # noqa: PLR0913 - the labels of one block
    path: Sequence[str],
    shortcut: Sequence[str] = (),
    after: Sequence[str] = ("ReLU",),
    start: str = "x",
    end: str = "y",
    *,
    place: FigurePlace = "solution",
) -> Figure:
    """A block that adds its input, or what ``shortcut`` makes of it, to the path's output; ``after`` follows."""
    params = {"path": list(path), "shortcut": list(shortcut), "after": list(after), "start": start, "end": end}
    values = {"path": ", then ".join(path), "shortcut": ", then ".join(shortcut), "after": ", then ".join(after)}
    alt = "A residual block. The input {start} takes two paths: one through {path}; the other, the shortcut, "
    alt += "through {shortcut}" if shortcut else "passes it on unchanged"
    alt += ". Both are added" + (", then {after}" if after else "") + ", which gives {end}."
    return Figure(KIND, params, Text(alt, values | {"start": start, "end": end}), place)


class Residual(Struct, frozen=True, dict=True):
    """Labels of the layers on the path, on the shortcut, and after the sum."""

    path: Sequence[str]
    shortcut: Sequence[str]
    after: Sequence[str]
    start: str
    end: str

    @cached_property
    def wide(self) -> float:
        """Pixels across a box of the path."""
        return max(NARROW, *(parts.long(label) + 20 for label in (*self.path, *self.after, self.start, self.end)))

    @cached_property
    def beside(self) -> float:
        """Pixels across a box of the shortcut, or across its word."""
        return max(NARROW, *(parts.long(label) + 20 for label in (*self.shortcut, "identity")))

    @cached_property
    def middle(self) -> float:
        """The line on which the path runs."""
        return MARGIN + self.wide / 2

    @cached_property
    def lane(self) -> float:
        """The line on which the shortcut runs."""
        return MARGIN + self.wide + 30 + self.beside / 2

    @cached_property
    def width(self) -> int:
        """Pixels of the drawing."""
        return round(self.lane + self.beside / 2) + MARGIN

    @cached_property
    def fork(self) -> float:
        """Where the ways part."""
        return MARGIN + 26

    def tops(self, boxes: Sequence[str]) -> list[float]:
        """The upper edges of boxes between the fork and the sum, spread evenly."""
        room = STEP * max(len(self.path), len(self.shortcut))
        step = room / max(1, len(boxes))
        return [round(self.fork + 18 + step * place + (step - STEP) / 2, 2) for place in range(len(boxes))]

    @cached_property
    def sum(self) -> float:
        """The height of the sum's centre."""
        return self.fork + 18 + STEP * max(len(self.path), len(self.shortcut)) + 8

    @cached_property
    def height(self) -> int:
        """Pixels of the drawing."""
        return round(self.sum + 12 + STEP * len(self.after) + 22 + 20)


def read(params: Mapping[str, Any]) -> Residual:
    """The labels of a block; raises FormulaError for anything else."""
    tests = dict.fromkeys(("shortcut", "after"), parts.each(parts.words, 0)) | {"path": parts.each(parts.words)}
    parts.checked(KIND, params, tests | {"start": parts.words, "end": parts.words})
    return Residual(**params)


def drawn(block: Residual, room: int) -> str:
    """The block from top to bottom, the shortcut on the right."""
    labels = [*map(TERMINAL.string, (block.start, block.end, *block.path, *block.after))]
    wide = max(11, *(columns(label) + 4 for label in labels)) | 1
    lane = " " * (wide // 2)
    side = wrap(", ".join(map(TERMINAL.string, block.shortcut)) or "identity", max(_WORD, room - wide - 4))
    lines = [middle(TERMINAL.string(block.start), wide), f"{lane}├{'─' * (wide // 2)}──┐"]
    body = [line for label in block.path for line in _box(label, wide)]
    notes = dict(enumerate(side, (len(body) + 1 - len(side)) // 2))
    lines += [f"{line}  │ {notes.get(number, '')}" for number, line in enumerate(body)]
    lines.append(f"{lane}⊕◀{'─' * (wide // 2 - 1)}──┘  added")
    lines += [line for label in block.after for line in _box(label, wide)]
    return "\n".join(line.rstrip() for line in [*lines, f"{lane}▼", middle(TERMINAL.string(block.end), wide)])


def _box(label: str, wide: int) -> Iterator[str]:
    half = "─" * (wide // 2 - 1)
    yield f"┌{half}┴{half}┐"
    yield f"│{middle(TERMINAL.string(label), wide - 2)}│"
    yield f"└{half}┬{half}┘"
