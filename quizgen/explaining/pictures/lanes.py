"""Branches side by side: a lane for each, from where they part to where they meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizgen.explaining.pictures.kinds import LOOKS
from quizgen.explaining.pictures.marks import GREY, INK, LINE, Mark, Path, Piece, Words, area, cut, long

FORK = 12.0
"""Pixels from where paths part to the first box, and from the last one to where they meet."""
APART = 8.0
"""Pixels between lanes."""
PADDING = 7.0
MOST_LETTERS = 20
"""Of a name that may make a frame wider."""


def lanes(pieces: Sequence[Piece], meeting: str) -> Piece:
    """Pieces below each other; of two paths the longer one goes straight on, and the other above it.

    ``meeting`` is "concat" where they meet in a bar.
    """
    if len(pieces) == 2:
        pieces = sorted(pieces, key=lambda piece: piece.width)
    tops = [0.0]
    for piece in pieces[:-1]:
        tops.append(tops[-1] + piece.height + APART)
    inner = max(piece.width for piece in pieces)
    enters = [top + piece.enter for top, piece in zip(tops, pieces, strict=True)]
    leaves = [top + piece.leave for top, piece in zip(tops, pieces, strict=True)]
    enter, leave = (_middle(enters), _middle(leaves)) if len(pieces) != 2 else (enters[-1], leaves[-1])
    right = 2 * FORK + inner
    marks = [*_paths(pieces, tops, right), *_trunk(0, enters, enter)]
    if meeting == "concat":
        top, bottom = min(leaves) - 12, max(leaves) + 12
        marks.append(area(right, top, 10, bottom - top, LOOKS["block"].side, INK, pattern="lines"))
        right += 10
    else:
        marks += _trunk(right, leaves, leave)
    return Piece(right, tops[-1] + pieces[-1].height, enter, leave, tuple(marks))


def _middle(heights: Sequence[float]) -> float:
    return (min(heights) + max(heights)) / 2


def _trunk(x: float, heights: Sequence[float], entry: float) -> Iterator[Path]:
    """The line from which lanes part, or where they meet."""
    yield Path(((x, min(*heights, entry)), (x, max(*heights, entry))))


def _paths(pieces: Sequence[Piece], tops: Sequence[float], right: float) -> Iterator[Mark]:
    for piece, top in zip(pieces, tops, strict=True):
        enter, leave = top + piece.enter, top + piece.leave
        if not piece.width:
            yield Path(((0, enter), (right, enter)))
            continue
        yield Path(((0, enter), (FORK, enter)), arrow=True)
        yield from piece.at(FORK, top)
        yield Path(((FORK + piece.width, leave), (right, leave)))


def framed(piece: Piece, caption: str, note: str = "", *, strong: bool = False) -> Piece:
    """A piece within a frame with its name on top."""
    beside = long(note) + 9 if note else 0.0
    word = cut(caption, max(piece.width - beside, long("m" * MOST_LETTERS)))
    wide = max(piece.width + 2 * PADDING, long(word) + beside + 2 * PADDING)
    left, top = (wide - piece.width) / 2, LINE + PADDING
    enter, leave, height = piece.enter + top, piece.leave + top, piece.height + top + PADDING
    ink, weight, dash = (INK, 1.5, "") if strong else (GREY, 1, "2 3")
    marks: list[Mark] = [
        area(0, 0, wide, height, "none", ink, weight=weight, dash=dash),
        Words(PADDING, 16, word, bold=True),
        Path(((0, enter), (left, enter))),
        *piece.at(left, top),
        Path(((left + piece.width, leave), (wide, leave))),
    ]
    if note:
        marks.append(Words(wide - PADDING, 16, note, "end"))
    return Piece(wide, height, enter, leave, tuple(marks))
