"""Networks that go down and come up again as rows, one for each size of map."""

from __future__ import annotations

from msgspec import Struct

from quizgen.explaining.pictures.graph import Node
from quizgen.explaining.pictures.repeats import goes_down
from quizgen.explaining.pictures.tree import Branches, Item, Sequence_, inside


class Level(Struct, frozen=True):
    """A row: what comes before the path across, the sign where it arrives, and what follows.

    ``down`` and ``up`` lead to it and away from it; the lowest level has no path across, and ``left`` is all of it.
    """

    left: Sequence_
    across: Sequence_ = ()
    join: Node | None = None
    right: Sequence_ = ()
    down: Sequence_ = ()
    up: Sequence_ = ()


def levels(before: Sequence_, item: Branches, after: Sequence_) -> list[Level]:
    """The rows of a valley, the highest first; layers of a stage one by one, as ways down and up lead to boxes."""
    return _levels(_opened(before), item, _opened(after), (), ())


def _opened(items: Sequence_) -> Sequence_:
    """The items, with those of frames in their place."""
    found: list[Item] = []
    for item in items:
        framed = item.paths[0] if isinstance(item, Branches) and len(item.paths) == 1 and item.join is None else ()
        found += _opened(framed) or [item]
    return tuple(found)


def _levels(before: Sequence_, item: Branches, after: Sequence_, down: Sequence_, up: Sequence_) -> list[Level]:
    deep, across = (_opened(path) for path in sorted(item.paths, key=lambda path: -sum(1 for _ in inside(path))))
    own = Level(before, across, item.join, after, down, up)
    down, deep = _first(deep)
    deep, up = _last(deep)
    for place, inner in enumerate(deep):
        if isinstance(inner, Branches) and goes_down(inner):
            return [own, *_levels(deep[:place], inner, deep[place + 1 :], down, up)]
    return [own, Level(deep, down=down, up=up)]


def _first(items: Sequence_) -> tuple[Sequence_, Sequence_]:
    """What makes the map smaller before anything else is done, and the rest."""
    return (items[:1], items[1:]) if len(items) > 1 and _is(items[0], "pool") else ((), items)


def _last(items: Sequence_) -> tuple[Sequence_, Sequence_]:
    """What is done before the map is made larger at the end, and what makes it so."""
    return (items[:-1], items[-1:]) if len(items) > 1 and _is(items[-1], "up") else (items, ())


def _is(item: Item, kind: str) -> bool:
    return isinstance(item, Node) and item.kind == kind
