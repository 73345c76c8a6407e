"""Layers in a row that bear the name of one stage, kept together."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace

from quizgen.explaining.pictures.graph import Node
from quizgen.explaining.pictures.names import common
from quizgen.explaining.pictures.repeats import one_box
from quizgen.explaining.pictures.tree import Branches, Item, Sequence_, inside

MOST = 8
"""Items of a stage that is kept together: more, such as all ``features`` of a VGG, need no frame."""


def staged(items: Sequence_, stage: str = "") -> Sequence_:
    """The sequence with such layers as one path of their own, on every depth; ``stage`` holds all of it."""
    return tuple(_grouped(items, stage, len(stage.split(".")) if stage else 0))


def in_stages(items: Sequence_) -> Sequence_:
    """What the first part of names puts together, as one box: ``denseblock1`` for all that is in it."""
    found: list[Item] = []
    for own, run in groupby(items, key=lambda item: _parts(item)[:1]):
        every = tuple(run)
        found += [one_box(Branches((every,)))] if own and len(every) > 1 else every
    return tuple(found)


def _grouped(items: Sequence_, stage: str, depth: int) -> list[Item]:
    """The same, where all items have as many parts of their names in common, or none."""
    found: list[Item] = []
    for own, run in groupby(items, key=lambda item: _parts(item)[: depth + 1]):
        every = tuple(run)
        if len(own) <= depth or len(every) == 1:
            found += [_within(item, stage) for item in every]
        elif len(every) > MOST or not any(isinstance(item, Node) for item in every):
            found += _grouped(every, stage, depth + 1)
        else:
            found.append(Branches((staged(every, _whole(every)),)))
    return found


def _parts(item: Item) -> Sequence[str]:
    """The stages that an item is in, or is."""
    names = [node.name for node in inside((item,))]
    return tuple(filter(None, common(names).split(".")))


def _whole(items: Sequence_) -> str:
    return common([node.name for node in inside(items)])


def _within(item: Item, stage: str) -> Item:
    if not isinstance(item, Branches):
        return item
    own = _whole((item,)) or stage
    return replace(item, paths=tuple(staged(path, own) for path in item.paths))
