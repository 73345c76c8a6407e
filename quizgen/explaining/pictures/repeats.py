"""The same layers several times in a row drawn once, and whole branches as one box, for networks that are deep."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import prod
from typing import TypeAlias

from msgspec.structs import replace

from quizgen.explaining.pictures.graph import Node
from quizgen.explaining.pictures.names import common
from quizgen.explaining.pictures.tree import Branches, Item, Repeated, Sequence_, Tangle, inside

LONGEST = 12
"""Items that are looked for as a repeated run."""
Shown: TypeAlias = tuple[object, ...]


def repeated(items: Sequence_) -> Sequence_:
    """The sequence with runs of the same items, on every depth, drawn once."""
    found: list[Item] = []
    place = 0
    looks = [_look(item) for item in items]
    while place < len(items):
        period, times = _run(looks, place, items)
        if times == 1:
            found.append(_within(items[place]))
            place += 1
            continue
        first = tuple(_within(item) for item in items[place : place + period])
        last = items[place + (times - 1) * period : place + times * period]
        found.append(Repeated(first, times, _called(last)))
        place += period * times
    return tuple(found)


def _run(looks: Sequence[Shown], place: int, items: Sequence_) -> tuple[int, int]:
    """How many items repeat from here on, and how often, such that most of them are left out."""
    best = (1, 1)
    for period in range(1, min(LONGEST, (len(looks) - place) // 2) + 1):
        times = 1
        while looks[place + times * period : place + (times + 1) * period] == looks[place : place + period]:
            times += 1
        few = period == 1 and isinstance(items[place], Node) and times < 3
        if not few and (times - 1) * period > (best[1] - 1) * best[0]:
            best = (period, times)
    return best


def _within(item: Item) -> Item:
    return replace(item, paths=tuple(map(repeated, item.paths))) if isinstance(item, Branches) else item


def _look(item: Item) -> Shown:
    """What two items that are drawn alike have in common."""
    return _shown(item, lambda node: (node.kind, node.join, node.shape, node.layers, node.parameters, node.type))


def _build(item: Item) -> Shown:
    """What groups of layers have in common that differ in their sizes only."""
    return _shown(item, lambda node: (node.kind, node.join, node.type))


def _shown(item: Item, of: Callable[[Node], Shown]) -> Shown:
    """An item's structure, with what is of interest of each node."""
    if isinstance(item, Node):
        return of(item)
    if isinstance(item, Branches):
        paths = (tuple(_shown(one, of) for one in path) for path in item.paths)
        return (*paths, item.join and of(item.join))
    return tuple(_shown(one, of) for one in (item.nodes if isinstance(item, Tangle) else item.items))


def _called(items: Sequence_) -> str:
    names = [node.name for node in inside(items)]
    return common(names) or names[-1]


def span(first: str, last: str) -> str:
    """The names from one to another: ``layer1.1–3`` for ``layer1.1`` and ``layer1.3``."""
    one, other = re.fullmatch(r"(.*?)(\d+)", first), re.fullmatch(r"(.*?)(\d+)", last)
    if one and other and one[1] == other[1]:
        return f"{first}–{other[2]}"
    return f"{first} – {last}"


def alike(items: Sequence_) -> Sequence_:
    """The first of all groups that are built alike drawn in full, each further one as a box."""
    return _alike(items, set())


def _alike(items: Sequence_, known: set[Shown]) -> Sequence_:
    found: list[Item] = []
    for item in items:
        if isinstance(item, Branches) and goes_down(item):
            found.append(replace(item, paths=tuple(_alike(path, known) for path in item.paths)))
        elif isinstance(item, Branches) and _build(item) in known:
            found.append(one_box(item))
        else:
            if isinstance(item, Branches):
                known.add(_build(item))
            found.append(item)
    return tuple(found)


def in_blocks(items: Sequence_) -> Sequence_:
    """Every group of branches, and every tangle, as one box; what comes down and up again keeps its shape."""
    return tuple(map(_block, items))


def _block(item: Item) -> Item:
    if isinstance(item, Branches) and goes_down(item):
        return replace(item, paths=tuple(map(in_blocks, item.paths)))
    return one_box(item) if isinstance(item, Branches | Tangle) else item


def one_box(item: Item) -> Node:
    """A box for all that is in an item."""
    every = list(inside((item,)))
    last = every[-1]
    layers, parameters = sum(node.layers for node in every), sum(node.parameters for node in every)
    names = [node.name for node in every]
    place = re.fullmatch(r"([\da-z.]+) \w+", last.name)
    numbered = last.name if place and all(name.startswith(place[1]) for name in names) else ""
    name = common(names) or numbered or f"{every[0].name} – {last.name}"
    return Node(last.number, name, "block", None, last.shape, (), layers=layers, parameters=parameters, type="block")


def goes_down(item: Branches) -> bool:
    """Whether one path makes the map smaller and large again, and the other passes it across, as in a U-Net."""
    if len(item.paths) != 2 or not item.join:
        return False
    deep, across = sorted(item.paths, key=lambda path: -sum(1 for _ in inside(path)))
    areas = [prod(node.shape[1:]) for node in inside(deep)]
    rises = any(node.kind == "up" for node in inside(deep))
    return rises and len(across) < 2 and len(areas) > 2 and min(areas) < areas[-1]
