"""A block of parallel branches whose outputs are concatenated along the channels."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
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

KIND = "inception"
APART, INSET, AIR = 16, 14, 22
"""Pixels between branches, between a box and its words, and between boxes."""
JOINT = "concatenate channels"
_LEAST = 44
_NARROWEST, _WORD, _FEW = 9, 18, 4


def inception(
    branches: Sequence[Sequence[str]], end: str, start: str = "input", *, place: FigurePlace = "solution"
) -> Figure:
    """Branches that all read ``start``, their layers' labels from top to bottom, joined to ``end``."""
    params = {"branches": [list(branch) for branch in branches], "end": end, "start": start}
    values: dict[str, int | str] = {"start": start, "end": end, "count": len(branches)}
    values |= {f"branch_{number}": ", then ".join(branch) for number, branch in enumerate(branches, start=1)}
    told = "; ".join(f"branch {number}: {{branch_{number}}}" for number in range(1, len(branches) + 1))
    alt = f"{{count}} parallel branches that all read the same: {{start}}. B{told[1:]}. "
    return Figure(KIND, params, Text(alt + "Their outputs are concatenated along the channels: {end}.", values), place)


class Box(Struct, frozen=True):
    """A layer: its upper edge, its height, and the lines of its label."""

    top: float
    tall: float
    lines: tuple[str, ...]


class Branch(Struct, frozen=True):
    """A branch: its left edge, its width, and its layers from top to bottom."""

    x: float
    wide: float
    boxes: tuple[Box, ...]

    @property
    def middle(self) -> float:
        """The line on which it runs."""
        return self.x + self.wide / 2


class Inception(Struct, frozen=True, dict=True):
    """The labels of all branches, of their input and of their joined output."""

    branches: Sequence[Sequence[str]]
    end: str
    start: str

    def folded(self, room: int) -> list[list[tuple[str, ...]]]:
        """Each label in lines that are short enough for all branches to stand side by side in ``room`` characters."""
        longest = max(len(word) for branch in self.branches for label in branch for word in label.split() or [""])
        whole = min(_WORD, longest) if len(self.branches) <= _FEW else 0
        wide = max(room // len(self.branches), whole, _NARROWEST)
        return [[tuple(textwrap.wrap(label, wide) or [""]) for label in branch] for branch in self.branches]

    @cached_property
    def top(self) -> float:
        """Where the branches part."""
        return MARGIN + 2 * parts.LINE

    @cached_property
    def columns(self) -> list[Branch]:
        """The branches from left to right."""
        room = round((parts.WIDEST - len(self.branches) * (APART + INSET)) / parts.ADVANCE)
        folded = self.folded(room)
        inside = [max(_LEAST, *(parts.long(line) + INSET for lines in labels for line in lines)) for labels in folded]
        x = MARGIN + max(0, (parts.long(JOINT) + INSET - sum(inside) - APART * (len(inside) - 1)) / 2)
        columns = []
        for labels, wide in zip(folded, inside, strict=True):
            columns.append(Branch(round(x, 2), wide, tuple(self._boxes(labels))))
            x += wide + APART
        return columns

    def _boxes(self, labels: Sequence[tuple[str, ...]]) -> list[Box]:
        boxes, top = [], self.top + AIR
        for lines in labels:
            boxes.append(Box(top, parts.LINE * len(lines) + 10, lines))
            top = boxes[-1].top + boxes[-1].tall + AIR
        return boxes

    @cached_property
    def joint(self) -> float:
        """The upper edge of the box that joins them."""
        return max(branch.boxes[-1].top + branch.boxes[-1].tall for branch in self.columns) + AIR + 4

    @cached_property
    def inner(self) -> float:
        """Pixels from the first branch to the end of the last."""
        last = self.columns[-1]
        ends = (parts.long(JOINT) + INSET, parts.long(self.end), parts.long(self.start))
        return max(last.x + last.wide - MARGIN, *ends)

    @cached_property
    def width(self) -> int:
        """Pixels of the drawing."""
        return round(self.inner) + 2 * MARGIN

    @cached_property
    def height(self) -> int:
        """Pixels of the drawing."""
        return round(self.joint) + 26 + AIR + parts.LINE + MARGIN


def read(params: Mapping[str, Any]) -> Inception:
    """The labels of a block; raises FormulaError for anything else."""
    tests = {"branches": parts.each(parts.each(parts.words), 2), "end": parts.words, "start": parts.words}
    parts.checked(KIND, params, tests)
    return Inception(**params)


def drawn(block: Inception, room: int) -> str:
    """The branches side by side, or one below the other where they are too many."""
    folded = block.folded(room - 6 * len(block.branches))
    wide = [max(columns(line) for lines in labels for line in lines) for labels in folded]
    start = wrap(TERMINAL.string(block.start), room, "│ ", "│ ")
    if sum(wide) + 5 * len(wide) - 1 > room:
        listed = (" ──▶ ".join(map(TERMINAL.string, branch)) for branch in block.branches)
        branches = (one for line in listed for one in wrap(line, room, "├─▶ ", "│     "))
        return "\n".join([*start, *branches, *_joined(block, room)])
    lanes = [_column(labels, size) for labels, size in zip(folded, wide, strict=True)]
    tall = max(map(len, lanes))
    full = [[*column, *[_lane(size)] * (tall - len(column))] for column, size in zip(lanes, wide, strict=True)]
    bar = "├" + " ".join(map(_lane, wide)).replace(" ", "─")[1:]
    rows = [bar.replace("│", "┬"), *(" ".join(line) for line in zip(*full, strict=True)), bar.replace("│", "┴")]
    return "\n".join(line.rstrip() for line in [*start, *rows, *_joined(block, room)])


def _joined(block: Inception, room: int) -> list[str]:
    return wrap(f"concatenated along the channels: {TERMINAL.string(block.end)}", room, "└─▶ ", "    ")


def _lane(size: int) -> str:
    return "│".center(size + 4)


def _column(labels: Sequence[tuple[str, ...]], size: int) -> list[str]:
    lines = []
    for label in labels:
        inside = [f"│ {middle(TERMINAL.string(line), size)} │" for line in label]
        lines += [_lane(size), f"┌{'─' * (size + 2)}┐", *inside, f"└{'─' * (size + 2)}┘"]
    return lines
