"""Networks that go down and come up again, such as U-Nets: a row for each size of map, and paths across."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from quizgen.explaining.pictures.boxes import sign
from quizgen.explaining.pictures.graph import Node
from quizgen.explaining.pictures.levels import Level
from quizgen.explaining.pictures.marks import GREY, Mark, Path, Piece
from quizgen.explaining.pictures.names import unsaid
from quizgen.explaining.pictures.rows import GAP, row
from quizgen.explaining.pictures.tree import Sequence_, inside

APART = 11.0
"""Pixels between what stands on the way down or up and the rows above and below."""
NONE = Piece(0, 0, 0, 0)
Placer: TypeAlias = Callable[[Sequence_, str], list[Piece]]


class _Row(Struct, frozen=True):
    """What a level has, laid out: where it begins, where its sign begins, and the height of its path.

    The lowest level has no sign, but nothing in its place. ``turns`` and ``rises`` say whether a single box or sign
    stands where the way down and the way up leave it; behind paths that part and meet they leave the line after these.
    """

    left: list[Piece]
    across: list[Piece]
    join: Piece
    right: list[Piece]
    down: list[Piece]
    up: list[Piece]
    start: float = 0.0
    meeting: float = 0.0
    height: float = 0.0
    turns: bool = True
    rises: bool = True

    @property
    def enter(self) -> float:
        """The height of its path, from its top."""
        return max(piece.enter for piece in (*self.left, *self.across, *self.right, self.join))

    @property
    def below(self) -> float:
        """How far it reaches below its path."""
        return max(piece.height - piece.enter for piece in (*self.left, *self.across, *self.right, self.join))

    @property
    def turn(self) -> float:
        """Where the way down begins: in the middle of the last box before the path across."""
        if not self.turns:
            return self.start + _wide(self.left) + GAP / 2
        return self.start + _wide(self.left) - (self.left[-1].width / 2 if self.left else 0)

    @property
    def rise(self) -> float:
        """Where the way up begins: in the middle of the last box."""
        return self.end - self.last.width / 2 if self.rises else self.end + GAP

    @property
    def end(self) -> float:
        """Where it ends."""
        if self.join is NONE:
            return self.start + _wide(self.left)
        return self.meeting + self.join.width + sum(GAP + piece.width for piece in self.right)

    @property
    def last(self) -> Piece:
        """The piece with which it ends."""
        return [*self.left, self.join, *self.right][-1] if self.join is not NONE else [NONE, *self.left][-1]


def valley(every: Sequence[Level], place: Placer, between: Placer, stage: str, *, ends: bool) -> Piece:
    """The rows below each other: the way down leaves the last box on the left, the way up arrives where paths meet.

    ``between`` places what stands between rows; with ``ends`` nothing follows. The input stands below the first layer,
    where nothing else does.
    """
    first = every[0].left[:1]
    given = place(first, stage)[0] if len(every[0].left) > 2 and _is_input(first) else None
    if given:
        every = [replace(every[0], left=every[0].left[1:]), *every[1:]]
    rows = _started([_row(level, place, between, stage) for level in every])
    if given:
        rows = _moved(rows, given.width - _beside(rows))
    rows = _meeting(rows)
    marks: list[Mark] = [mark for one in rows for mark in _across(one)]
    for above, below in pairwise(rows):
        marks += [*_down(above, below), *_up(above, below)]
    if given:
        marks += _given(given, rows)
    top, right = rows[0], max(one.end for one in rows)
    if right > top.end and not ends:
        marks.append(Path(((top.end, top.height), (right, top.height))))
    return Piece(right, rows[-1].height + rows[-1].below, top.height, top.height, tuple(marks))


def _is_input(items: Sequence_) -> bool:
    return isinstance(items[0], Node) and items[0].kind == "input"


def _beside(rows: Sequence[_Row]) -> float:
    """Where the room for the input ends, below the first layer and beside the way down."""
    top, below = rows[:2]
    wide = max(_wide(below.down), below.left[0].width if below.left else 0.0)
    return top.turn - wide / 2 - APART / 2


def _moved(rows: Sequence[_Row], by: float) -> list[_Row]:
    return [replace(one, start=one.start + max(0.0, by)) for one in rows]


def _given(piece: Piece, rows: Sequence[_Row]) -> Iterator[Mark]:
    """The input below the first layer, and the path up to it."""
    top, first = rows[0], rows[0].left[0]
    y, end = top.height - first.enter + first.height + APART, top.start + first.width
    x = min((top.start + end - piece.width) / 2, _beside(rows) - piece.width)
    x = max(0.0, x)
    above = (max(x, top.start) + min(x + piece.width, end)) / 2
    yield from piece.at(x, y)
    yield Path(((above, y), (above, y - APART)), arrow=True)


def _row(level: Level, place: Placer, between: Placer, stage: str) -> _Row:
    def placed(items: Sequence_, place: Placer = place) -> list[Piece]:
        return place(items, unsaid([node.name for node in inside(items)]) or stage)

    left, right, across = placed(level.left), placed(level.right), placed(level.across)
    join = sign(level.join) if level.join else NONE
    turns, rises = (isinstance(one[-1], Node) if one else True for one in (level.left, level.right or level.left))
    rises = rises or (bool(level.join) and not level.right)
    down, up = placed(level.down, between), placed(level.up, between)
    return _Row(left, across, join, right, down, up, turns=turns, rises=rises)


def _wide(pieces: Sequence[Piece]) -> float:
    return sum(piece.width for piece in pieces) + GAP * max(0, len(pieces) - 1)


def _started(rows: Sequence[_Row]) -> list[_Row]:
    """The rows where they begin, the first box of each below the last one of the row above."""
    found = [replace(rows[0], height=rows[0].enter)]
    for one in rows[1:]:
        above = found[-1]
        between = max((piece.height for piece in [*one.down, *one.up]), default=0.0)
        half = one.left[0].width / 2 if one.left else 0.0
        height = above.height + above.below + one.enter + between + 2 * APART
        found.append(replace(one, start=max(0.0, above.turn - half), height=height))
    return found


def _meeting(rows: Sequence[_Row]) -> list[_Row]:
    """The rows with their signs, each above the end of the row below it."""
    found = [rows[-1]]
    for one in rows[-2::-1]:
        below, half = found[-1], one.join.width / 2
        across = one.start + _wide(one.left) + GAP + (_wide(one.across) + GAP if one.across else GAP)
        # What leads down and what leads up stand beside each other, each in the middle of its path.
        beside = one.turn + (_wide(below.down) + _wide(below.up)) / 2 + GAP if below.down and below.up else 0.0
        found.append(replace(one, meeting=max(below.rise - half, across, beside - half)))
    return found[::-1]


def _across(one: _Row) -> Iterator[Mark]:
    """A row, with the path across."""
    if one.left:
        piece = row(one.left)
        yield from piece.at(one.start, one.height - piece.enter)
    if one.join is NONE:
        return
    x = one.start + _wide(one.left)
    if one.across:
        piece = row(one.across)
        yield Path(((x, one.height), (x + GAP, one.height)), GREY, arrow=True)
        yield from piece.at(x + GAP, one.height - piece.enter)
        x += GAP + piece.width
    yield Path(((x, one.height), (one.meeting, one.height)), GREY, 2, "6 4", arrow=True)
    piece = row([one.join, *one.right])
    yield from piece.at(one.meeting, one.height - piece.enter)


def _down(above: _Row, below: _Row) -> Iterator[Mark]:
    """From the last box before the path across to the first one of the row below."""
    last, first = [NONE, *above.left][-1], [*below.left, NONE][0]
    under = last.height - last.enter if above.turns else 0.0
    ends = above.height + under, below.height - first.enter
    yield from _through(below.down, above.turn, ends, _middle(above, below))


def _up(above: _Row, below: _Row) -> Iterator[Mark]:
    """From the last box of a row to the sign of the row above."""
    x, last = above.meeting + above.join.width / 2, below.last
    stop = above.height + above.join.height - above.join.enter
    if below.rises and x - below.rise < last.width / 2 - 2:
        yield from _through(below.up, x, (below.height - last.enter, stop), _middle(above, below))
        return
    yield Path(((below.end, below.height), (x, below.height)))
    yield from _through(below.up, x, (below.height, stop), _middle(above, below))


def _middle(above: _Row, below: _Row) -> float:
    """The height between two rows where no box of theirs is."""
    return (above.height + above.below + below.height - below.enter) / 2


def _through(pieces: Sequence[Piece], x: float, ends: tuple[float, float], middle: float) -> Iterator[Mark]:
    """A path straight down or up, with at most one box on it, which has its middle at that height."""
    start, end = ends
    if not pieces:
        yield Path(((x, start), (x, end)), arrow=True)
        return
    piece = pieces[0]
    above, below = middle - piece.height / 2, middle + piece.height / 2
    near, far = (above, below) if start < end else (below, above)
    yield Path(((x, start), (x, near)), arrow=True)
    yield from piece.at(x - piece.width / 2, above)
    yield Path(((x, far), (x, end)), arrow=True)
