"""What the signs of a network's drawing mean: kinds of layers, signs where paths meet, and the scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.explaining.pictures import boxes
from quizgen.explaining.pictures.graph import Node
from quizgen.explaining.pictures.kinds import LOOKS
from quizgen.explaining.pictures.marks import INK, LINE, Mark, Path, Piece, Words, area, long
from quizgen.explaining.pictures.page import lines
from quizgen.explaining.pictures.tree import Branches, Sequence_, inside

SWATCH, GAP = 26.0, 24.0
ROW = 26.0
SIGNS = {"sum": "sum", "product": "product", "concat": "concatenation of channels"}
SCALE = "Height: side of the map; depth: channels (square roots)."
LIGHT = "Activations, norms, dropout and the like are in the box before them."
LIKE = "A block is built as one that is drawn."
UNTOLD = "Where nobody knows what a layer reads, it follows the one before it."


def legend(every: Sequence[Node], items: Sequence_, width: float) -> Piece:
    """The legend of what is drawn, in rows of that width."""
    marks: list[Mark] = []
    x, y = 0.0, 0.0
    for sign, words in _entries(items):
        wide = SWATCH + 7 + long(words)
        if x and x + wide > width:
            x, y = 0.0, y + ROW
        marks += sign.at(x + (SWATCH - sign.width) / 2, y + (ROW - sign.height) / 2 - 2)
        marks.append(Words(x + SWATCH + 7, y + 16, words))
        x += wide + GAP
    y += ROW
    said = list(lines(_remarks(every, items), width))
    marks += [word.moved(0, y) for word in said]
    return Piece(width, y + LINE * len(said), 0, 0, tuple(marks))


def _entries(items: Sequence_) -> Iterator[tuple[Piece, str]]:
    drawn = list(inside(items))
    shown = {node.kind for node in drawn if not node.join}
    for kind, look in LOOKS.items():
        if kind in shown and kind != "input":
            marks: tuple[Mark, ...] = (
                area(0, 3, 16, 15, look.front, INK),
                Path(
                    ((0, 3), (8, 0), (24, 0), (24, 15), (16, 18), (16, 3)),
                    INK,
                    1,
                    "",
                    look.side,
                    closed=True,
                    pattern=look.pattern,
                ),
            )
            yield Piece(24, 18, 9, 9, marks), look.words
    for join in ("sum", "product", "concat"):
        sign = next((node for node in drawn if node.join == join), None)
        if sign:
            yield _small(boxes.sign(sign), join), SIGNS[join]


def _small(piece: Piece, join: str) -> Piece:
    if join != "concat":
        return piece
    return Piece(10, 20, 10, 10, (area(0, 0, 10, 20, LOOKS["block"].side, INK, pattern="lines"),))


def _remarks(every: Sequence[Node], items: Sequence_) -> list[str]:
    folded = any(node.layers > 1 and node.kind != "block" for node in every)
    blocks = any(node.kind == "block" for node in inside(items))
    drawn = any(isinstance(item, Branches) for item in items)
    untold = any(not node.told for node in every)
    said = {SCALE: True, LIGHT: folded, LIKE: blocks and drawn, UNTOLD: untold}
    return [" ".join(remark for remark, fits in said.items() if fits)]
