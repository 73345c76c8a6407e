"""The drawing of a network: title, boxes and paths, and a legend, as large as a slide where that is possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizgen.explaining.pictures import boxes
from quizgen.explaining.pictures.graph import Node, nodes
from quizgen.explaining.pictures.layout import Layout
from quizgen.explaining.pictures.legend import legend
from quizgen.explaining.pictures.marks import Piece
from quizgen.explaining.pictures.page import MARGIN, Drawing, page
from quizgen.explaining.pictures.repeats import in_blocks, repeated
from quizgen.explaining.pictures.telling import network_words
from quizgen.explaining.pictures.tree import Sequence_, tree
from quizgen.explaining.table import Explanation

SLIDE = (1280.0, 720.0)
"""Pixels of a picture on which letters can be read, on a slide and on paper."""
SHEET = 1800.0
"""Pixels of height of a sheet of paper as wide as that."""
EXTRAS = (64.0, 36.0, 16.0)


@dataclass(frozen=True, slots=True)
class _Try:
    items: Sequence_
    folded: bool
    scale: boxes.Scale
    piece: Piece


def network(explanation: Explanation) -> Drawing:
    """The network as boxes and paths, with as much of it drawn layer by layer as a slide has room for."""
    every = nodes(explanation)
    plain = tree(every)
    room = SLIDE[1] - 150
    tries: list[_Try] = []
    for fold in (_plain, repeated, in_blocks, _blocks_repeated):
        items = fold(plain)
        if tries and items == tries[-1].items:
            continue
        for one in _sizes(items, every, folded=fold is not _plain):
            tries.append(one)
            if one.piece.width <= SLIDE[0] - 2 * MARGIN and one.piece.height <= room:
                return _drawing(explanation, every, one)
    return _drawing(explanation, every, min(tries, key=_excess))


def _plain(items: Sequence_) -> Sequence_:
    return items


def _blocks_repeated(items: Sequence_) -> Sequence_:
    return repeated(in_blocks(items))


def _sizes(items: Sequence_, every: Sequence[Node], *, folded: bool) -> Iterator[_Try]:
    for tall in (False, True):
        for extra in EXTRAS:
            scale = boxes.scale(every, extra, tall=tall)
            piece = Layout(scale, SLIDE[0] - 2 * MARGIN).whole(items)
            yield _Try(items, folded, scale, piece)


def _excess(one: _Try) -> tuple[float, float]:
    """How much too large it is: for a sheet of paper, and then for a slide."""
    wide = max(1.0, one.piece.width / (SLIDE[0] - 2 * MARGIN))
    return max(wide, one.piece.height / (SHEET - 150)), one.piece.height * one.piece.width


def _drawing(explanation: Explanation, every: Sequence[Node], one: _Try) -> Drawing:
    told = network_words(explanation, every, one.items)
    return page(one.piece, lambda width: legend(every, one.items, width), told)
