"""Layers in a row, with a line above for every path that leaves some of them out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from quizgen.explaining.pictures.marks import GREY, Mark, Path, Piece
from quizgen.explaining.pictures.tree import Tangle

GAP, STEP = 26.0, 8.0
"""Pixels between pieces, and between lines above them."""
Jump: TypeAlias = tuple[int, int]
"""From the piece of one place to that of another; before the first is -1, behind the last their number."""


def tangle(item: Tangle, pieces: Sequence[Piece]) -> Piece:
    """The pieces of a tangle's nodes."""
    jumps, levels = list(_jumps(item)), list[list[Jump]]()
    for jump in sorted(jumps, key=lambda jump: jump[1] - jump[0]):
        free = next((level for level in levels if not any(_meet(jump, other) for other in level)), None)
        if free is None:
            levels.append(free := [])
        free.append(jump)
    middle = max(piece.enter for piece in pieces) + STEP * (len(levels) + 1)
    lefts = _lefts(pieces)
    marks: list[Mark] = []
    for piece, left in zip(pieces, lefts, strict=False):
        marks += piece.at(left, middle - piece.enter)
    marks += _steps(item, pieces, lefts, middle)
    for number, level in enumerate(levels):
        y = STEP * (len(levels) - number)
        for start, end in level:
            out = lefts[start] + pieces[start].width if start >= 0 else 0.0
            into = lefts[end]
            points = ((out, middle), (out + 7, middle), (out + 7, y), (into - 11, y), (into - 11, middle))
            marks.append(Path((*points, (into, middle)), GREY, arrow=end < len(pieces)))
    bottom = max(middle - piece.enter + piece.height for piece in pieces)
    return Piece(lefts[-1], bottom, middle, middle, tuple(marks))


def _lefts(pieces: Sequence[Piece]) -> list[float]:
    """Where each piece begins, and where the row ends."""
    lefts = [GAP]
    for piece in pieces:
        lefts.append(lefts[-1] + piece.width + GAP)
    return lefts


def _jumps(item: Tangle) -> Iterator[Jump]:
    """The paths that leave pieces out."""
    places = {node.number: place for place, node in enumerate(item.nodes)}
    for place, node in enumerate(item.nodes):
        for source in {places.get(source, -1) for source in node.sources}:
            if place - source > 1:
                yield source, place
        if node.number in item.exits and place + 1 < len(item.nodes):
            yield place, len(item.nodes)


def _meet(one: Jump, other: Jump) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _steps(item: Tangle, pieces: Sequence[Piece], lefts: Sequence[float], middle: float) -> Iterator[Path]:
    """The paths from one piece to the next."""
    inside = {node.number for node in item.nodes}
    if not inside.issuperset(item.nodes[0].sources):
        yield Path(((0.0, middle), (lefts[0], middle)), arrow=True)
    for place, (last, node) in enumerate(pairwise(item.nodes)):
        if last.number in node.sources:
            yield Path(((lefts[place] + pieces[place].width, middle), (lefts[place + 1], middle)), arrow=True)
    if item.nodes[-1].number in item.exits:
        yield Path(((lefts[-2] + pieces[-1].width, middle), (lefts[-1], middle)))
