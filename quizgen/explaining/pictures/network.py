"""The drawing of a network: title, boxes and paths, and a legend, as large as a slide where that is possible."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from quizgen.explaining.pictures import boxes
from quizgen.explaining.pictures.graph import Node, nodes
from quizgen.explaining.pictures.layout import Layout
from quizgen.explaining.pictures.legend import legend
from quizgen.explaining.pictures.page import MARGIN, Drawing, page
from quizgen.explaining.pictures.repeats import alike, goes_down, in_blocks, repeated
from quizgen.explaining.pictures.stages import in_stages, staged
from quizgen.explaining.pictures.telling import network_words
from quizgen.explaining.pictures.tree import Branches, Sequence_, tree
from quizgen.explaining.table import Explanation

SLIDE = (1280.0, 720.0)
"""Pixels of a picture on which letters can be read, on a slide and on paper."""
SHEET = 1800.0
"""Pixels of height of a sheet of paper as wide as that."""
EXTRAS = (64.0, 36.0, 16.0)
"""Pixels that the largest map is taller than none, at most and at least."""
LITTLE = 6.0
"""The same where rows tell how large maps are, as in a U-Net."""


Fold: TypeAlias = Callable[[Sequence_], Sequence_]


def network(explanation: Explanation, *, whole: bool = False) -> Drawing:
    """The network as boxes and paths, with as much of it drawn layer by layer as a slide has room for.

    With ``whole`` every layer is drawn, however large a sheet that takes.
    """
    every = nodes(explanation)
    plain = staged(tree(every))
    tries: list[Drawing] = []
    tried: list[Sequence_] = []
    for fold in FOLDS[:1] if whole else FOLDS:
        items = fold(plain)
        if items in tried:
            continue
        tried.append(items)
        extras = (*EXTRAS, LITTLE) if any(isinstance(item, Branches) and goes_down(item) for item in items) else EXTRAS
        smallest = [_sized(explanation, every, items, extras[-1], tall=tall) for tall in (False, True)]
        tries += smallest
        if any(map(_fits, smallest)):
            return next(filter(_fits, _sizes(explanation, every, items, extras)))
    return min(tries, key=_excess)


def _fits(one: Drawing) -> bool:
    return one.width <= SLIDE[0] and one.height <= SLIDE[1]


def _plain(items: Sequence_) -> Sequence_:
    return items


def _alike_repeated(items: Sequence_) -> Sequence_:
    return repeated(alike(items))


def _blocks_repeated(items: Sequence_) -> Sequence_:
    return repeated(in_blocks(items))


def _stages(items: Sequence_) -> Sequence_:
    return in_stages(in_blocks(items))


FOLDS: tuple[Fold, ...] = (_plain, repeated, alike, _alike_repeated, in_blocks, _blocks_repeated, _stages)
"""Ways to draw less of a network, from all of it to the least."""


def _sizes(
    explanation: Explanation, every: Sequence[Node], items: Sequence_, extras: Sequence[float]
) -> Iterator[Drawing]:
    """The same drawing in several sizes, the largest first."""
    for tall in (False, True):
        for extra in extras:
            yield _sized(explanation, every, items, extra, tall=tall)


def _sized(explanation: Explanation, every: Sequence[Node], items: Sequence_, extra: float, *, tall: bool) -> Drawing:
    scale = boxes.scale(every, extra, tall=tall)
    piece = Layout(scale, SLIDE[0] - 2 * MARGIN).whole(items)
    return page(piece, lambda width: legend(every, items, width), network_words(explanation, every, items))


def _excess(one: Drawing) -> tuple[float, int]:
    """How much too large it is: for a sheet of paper, and then for a slide."""
    return max(1.0, one.width / SLIDE[0], one.height / SHEET), one.height * one.width
