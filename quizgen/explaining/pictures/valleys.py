"""Networks that go down and come up again, such as U-Nets: a row for each size of map, and paths across."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import prod

from quizgen.explaining.pictures.graph import Node
from quizgen.explaining.pictures.marks import GREY, Mark, Path, Piece
from quizgen.explaining.pictures.boxes import sign
from quizgen.explaining.pictures.repeats import goes_down
from quizgen.explaining.pictures.rows import GAP, row
from quizgen.explaining.pictures.tree import Branches, Sequence_, inside
from quizgen.explaining.pictures.names import common

APART = 16.0
"""Pixels between what stands on the way down or up and the rows above and below."""


@dataclass(frozen=True, slots=True)
class Level:
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
    """The rows of a valley, the highest first."""
    found: list[Level] = []
    down: Sequence_ = ()
    up: Sequence_ = ()
    while True:
        deep, across = sorted(item.paths, key=lambda path: -sum(1 for _ in inside(path)))
        found.append(Level(before, across, item.join, after, down, up))
        down, deep = _first(deep)
        deep, up = _last(deep)
        place = next((at for at, one in enumerate(deep) if isinstance(one, Branches) and goes_down(one)), None)
        if place is None:
            return [*found, Level(deep, down=down, up=up)]
        inner = deep[place]
        assert isinstance(inner, Branches)
        before, item, after = deep[:place], inner, deep[place + 1 :]


def _first(items: Sequence_) -> tuple[Sequence_, Sequence_]:
    """What makes the map smaller before anything else is done, and the rest."""
    if len(items) > 1 and isinstance(items[0], Node) and items[0].kind == "pool":
        return items[:1], items[1:]
    return (), items


def _last(items: Sequence_) -> tuple[Sequence_, Sequence_]:
    """What is done before the map is made larger at the end, and what makes it so."""
    if len(items) > 1 and isinstance(items[-1], Node) and items[-1].kind == "up":
        return items[:-1], items[-1:]
    return items, ()


Placer = Callable[[Sequence_, str], list[Piece]]


@dataclass(frozen=True, slots=True)
class _Row:
    """What a level has, laid out."""

    left: list[Piece]
    across: list[Piece]
    join: Piece | None
    right: list[Piece]
    down: list[Piece]
    up: list[Piece]

    @property
    def enter(self) -> float:
        """The height of its path, from its top."""
        both = [*self.left, *self.across, *self.right, *([self.join] if self.join else [])]
        return max((piece.enter for piece in both), default=0.0)

    @property
    def below(self) -> float:
        """How far it reaches below its path."""
        both = [*self.left, *self.across, *self.right, *([self.join] if self.join else [])]
        return max((piece.height - piece.enter for piece in both), default=0.0)


def valley(every: Sequence[Level], place: Placer, stage: str) -> Piece:
    """The rows below each other: the way down leaves the last box on the left, the way up arrives where paths meet."""
    rows = [_row(level, place, stage) for level in every]
    heights = list(_heights(rows))
    lefts = list(_lefts(rows))
    joins = _joins(rows, lefts)
    marks: list[Mark] = []
    for number, (one, height, left) in enumerate(zip(rows, heights, lefts, strict=True)):
        marks += _left(one, left, height)
        if one.join:
            marks += _right(one, left, joins[number], height)
        if number:
            marks += _down(one, lefts[number - 1], rows[number - 1], heights[number - 1], left, height)
            marks += _up(one, joins[number - 1], rows[number - 1], heights[number - 1], _end(one, left, joins[number]), height)
    top, wide = rows[0], _end(rows[0], lefts[0], joins[0])
    right = max(_end(one, left, join) for one, left, join in zip(rows, lefts, joins, strict=True))
    if right > wide:
        marks.append(Path(((wide, heights[0]), (right, heights[0]))))
    return Piece(right, heights[-1] + rows[-1].below, heights[0], heights[0], tuple(marks))


def _row(level: Level, place: Placer, stage: str) -> _Row:
    def placed(items: Sequence_) -> list[Piece]:
        names = [node.name for node in inside(items)]
        return place(items, common(names) if len(names) > 1 or "." in "".join(names) else stage)

    join = sign(level.join) if level.join else None
    left, right = placed(level.left), placed(level.right)
    return _Row(left, placed(level.across), join, right, placed(level.down), placed(level.up))


def _heights(rows: Sequence[_Row]) -> Iterator[float]:
    """The height of each level's path."""
    height = rows[0].enter
    yield height
    for above, below in zip(rows, rows[1:], strict=False):
        between = max((piece.height for piece in [*below.down, *below.up]), default=0.0)
        height += above.below + below.enter + (between + 2 * APART if between else 2 * APART)
        yield height


def _wide(pieces: Sequence[Piece]) -> float:
    return sum(piece.width for piece in pieces) + GAP * max(0, len(pieces) - 1)


def _lefts(rows: Sequence[_Row]) -> Iterator[float]:
    """Where each level begins: its first box stands below the last one of the level above."""
    left = 0.0
    for number, one in enumerate(rows):
        if number:
            last = rows[number - 1].left
            middle = left + _wide(last) - (last[-1].width / 2 if last else 0)
            first = one.left[0].width / 2 if one.left else 0.0
            left = max(0.0, middle - first)
        yield left


def _joins(rows: Sequence[_Row], lefts: Sequence[float]) -> list[float]:
    """Where each level's sign begins, from below upwards; for the lowest level where it ends."""
    joins = [lefts[-1] + _wide(rows[-1].left)]
    middle = joins[0] - (rows[-1].left[-1].width / 2 if rows[-1].left else 0)
    for one, below, left in zip(rows[-2::-1], rows[:0:-1], lefts[-2::-1], strict=True):
        across = left + _wide(one.left) + GAP + (_wide(one.across) + GAP if one.across else GAP)
        # What leads down and what leads up stand beside each other, each in the middle of its path.
        down = left + _wide(one.left) - (one.left[-1].width / 2 if one.left else 0)
        beside = down + (_wide(below.down) + _wide(below.up)) / 2 + GAP if below.down and below.up else 0.0
        half = one.join.width / 2 if one.join else 0.0
        start = max(middle - half, across, beside - half)
        joins.append(start)
        end = start + 2 * half + sum(GAP + piece.width for piece in one.right)
        middle = end - (one.right[-1].width / 2 if one.right else half)
    return joins[::-1]


def _end(one: _Row, left: float, join: float) -> float:
    """Where a level ends."""
    if one.join is None:
        return left + _wide(one.left)
    return join + one.join.width + sum(GAP + piece.width for piece in one.right)


def _left(one: _Row, left: float, height: float) -> Iterator[Mark]:
    if one.left:
        piece = row(one.left)
        yield from piece.at(left, height - piece.enter)


def _right(one: _Row, left: float, join: float, height: float) -> Iterator[Mark]:
    """The path across, the sign, and what follows."""
    assert one.join
    x = left + _wide(one.left)
    if one.across:
        piece = row(one.across)
        yield Path(((x, height), (x + GAP, height)), GREY, arrow=True)
        yield from piece.at(x + GAP, height - piece.enter)
        x += GAP + piece.width
    yield Path(((x, height), (join, height)), GREY, 2, "6 4", arrow=True)
    piece = row([one.join, *one.right])
    yield from piece.at(join, height - piece.enter)


def _down(one: _Row, left: float, above: _Row, top: float, own: float, height: float) -> Iterator[Mark]:
    """From below the last box of the level above to the first one of this level, through what makes the map smaller."""
    last = above.left[-1] if above.left else None
    x = left + _wide(above.left) - (last.width / 2 if last else 0)
    start = top + (last.height - last.enter if last else 0)
    end = height - (one.left[0].enter if one.left else 0)
    yield from _through(one.down, x, start, end)


def _up(one: _Row, join: float, above: _Row, top: float, end: float, height: float) -> Iterator[Mark]:
    """From the last box of this level to the sign of the level above, through what makes the map larger."""
    assert above.join
    x = join + above.join.width / 2
    last = (one.right or ([one.join] if one.join else one.left))[-1]
    middle = end - last.width / 2
    stop = top + above.join.height - above.join.enter
    if x - middle < 1:
        yield from _through(one.up, x, height - last.enter, stop)
        return
    yield Path(((end, height), (x, height)))
    yield from _through(one.up, x, height, stop)


def _through(pieces: Sequence[Piece], x: float, start: float, end: float) -> Iterator[Mark]:
    """A path straight down or up, with at most one box on it."""
    if not pieces:
        yield Path(((x, start), (x, end)), arrow=True)
        return
    piece = pieces[0]
    middle = (start + end) / 2
    above, below = middle - piece.height / 2, middle + piece.height / 2
    near, far = (above, below) if start < end else (below, above)
    yield Path(((x, start), (x, near)), arrow=True)
    yield from piece.at(x - piece.width / 2, above)
    yield Path(((x, far), (x, end)), arrow=True)


def areas(items: Sequence_) -> list[int]:
    """The number of units of each map."""
    return [prod(node.shape[1:]) for node in inside(items)]
