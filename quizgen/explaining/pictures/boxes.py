"""A layer's box: as tall as its map and as deep as its channels, by square roots, with room for name and shape."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod, sqrt

from msgspec import Struct

from quizgen.explaining.pictures.graph import Node
from quizgen.explaining.pictures.kinds import LOOKS
from quizgen.explaining.pictures.marks import INK, LINE, Mark, Path, Piece, Round, Words, area, cut, long
from quizgen.explaining.table import Shape

MOST_LETTERS = 16
"""Of a name in a box."""
SIGN = 11.0
"""The radius of a sign where paths meet."""
DEEPEST, SLANT = 16.0, 0.45
"""Pixels that the most channels reach back, and how far up that goes."""


class Scale(Struct, frozen=True):
    """``side`` is the longest of all maps, ``channels`` the most of all; ``extra`` pixels show the largest map.

    With ``tall`` channels and map stand below each other, so that boxes are narrow.
    """

    side: float
    channels: int
    extra: float
    tall: bool = False

    def height(self, shape: Shape) -> float:
        """Of a box's front."""
        lines = 3 if self.tall else 2
        return lines * LINE + 6 + self.extra * sqrt(side(shape) / self.side)

    def depth(self, shape: Shape) -> float:
        """How far it reaches back."""
        most = DEEPEST * (0.6 if self.tall else 1)
        return 3 + (most - 3) * sqrt((shape[0] if shape else 1) / self.channels)


def scale(nodes: Sequence[Node], extra: float, *, tall: bool) -> Scale:
    """The scale of a drawing with these nodes."""
    most = max(node.shape[0] if node.shape else 1 for node in nodes)
    return Scale(max(1.0, *(side(node.shape) for node in nodes)), max(1, most), extra, tall)


def side(shape: Shape) -> float:
    """The side of a map that is as large as a square; nothing for features."""
    return sqrt(prod(shape[1:])) if len(shape) > 2 else float(prod(shape[1:])) if len(shape) == 2 else 0.0


def told(shape: Shape) -> str:
    """A shape in print."""
    return "×".join(map(str, shape)) or "1"


def box(node: Node, name: str, scale: Scale) -> Piece:
    """A layer with its name and its output's shape."""
    words = [cut(name, long("m" * MOST_LETTERS)), *_lines(node, scale)]
    width = max(map(long, words)) + (8 if scale.tall else 10)
    height, deep = scale.height(node.shape), scale.depth(node.shape)
    if node.kind == "input":
        deep = 0.0
    rise = deep * SLANT
    middle = rise + height / 2
    marks = (*_body(node, width, height, deep, rise), *_written(words, width / 2, middle))
    return Piece(width + deep, height + rise, middle, middle, marks)


def _lines(node: Node, scale: Scale) -> list[str]:
    if scale.tall and len(node.shape) > 2:
        return [str(node.shape[0]), told(node.shape[1:])]
    return [told(node.shape)]


def _body(node: Node, width: float, height: float, deep: float, rise: float) -> Iterator[Mark]:
    look = LOOKS[node.kind]
    if deep:
        edge = ((0, rise), (deep, 0), (width + deep, 0), (width + deep, height), (width, height + rise))
        yield Path((*edge, (width, rise)), INK, 1, "", look.side, closed=True, pattern=look.pattern)
        yield Path(((width, rise), (width + deep, 0)), INK, 1)
    yield area(0, rise, width, height, look.front, INK, dash="5 3" if node.kind == "input" else "")
    if node.kind == "block":
        yield area(3, rise + 3, width - 6, height - 6, "none", INK, weight=0.75)


def _written(words: Sequence[str], x: float, middle: float) -> Iterator[Words]:
    top = middle - len(words) * LINE / 2
    for number, word in enumerate(words):
        yield Words(x, top + number * LINE + 13, word, "middle", bold=number == 0)


def sign(node: Node) -> Piece:
    """Where paths meet: a sum, a product, or a bar for a concatenation."""
    if node.join == "concat":
        bar = area(0, 0, 10, 44, LOOKS["block"].side, INK, pattern="lines")
        return Piece(10, 44, 22, 22, (bar,))
    return Piece(2 * SIGN, 2 * SIGN, SIGN, SIGN, tuple(_signed(node, SIGN)))


def _signed(node: Node, at: float) -> Iterator[Mark]:
    yield Round(at, at, SIGN)
    if node.join == "sum":
        yield Path(((at - 6, at), (at + 6, at)), INK, 2)
        yield Path(((at, at - 6), (at, at + 6)), INK, 2)
    else:
        yield Path(((at - 4.5, at - 4.5), (at + 4.5, at + 4.5)), INK, 2)
        yield Path(((at - 4.5, at + 4.5), (at + 4.5, at - 4.5)), INK, 2)
