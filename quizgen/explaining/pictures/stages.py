"""Layers in a row that bear the name of one stage, kept together."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from quizgen.explaining.pictures.graph import Node
from quizgen.explaining.pictures.names import common
from quizgen.explaining.pictures.tree import Branches, Item, Sequence_, inside

MOST = 8
"""Layers of a stage that is kept together: more, such as all ``features`` of a VGG, need no frame."""


def staged(items: Sequence_, stage: str = "") -> Sequence_:
    """The sequence with such layers as one path of their own, on every depth; ``stage`` holds all of it."""
    found: list[Item] = []
    for own, run in groupby(items, key=_stage):
        every = tuple(run)
        if own and own != stage and 1 < len(every) <= MOST:
            found.append(Branches((every,)))
        else:
            found += [_within(item, stage) for item in every]
    return tuple(found)


def _stage(item: Item) -> str:
    return item.name.rpartition(".")[0] if isinstance(item, Node) and not item.join else ""


def _within(item: Item, stage: str) -> Item:
    if not isinstance(item, Branches):
        return item
    own = common([node.name for node in inside((item,))]) or stage
    return replace(item, paths=tuple(staged(path, own) for path in item.paths))
