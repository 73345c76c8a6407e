"""Pieces one after the other on a path, in one row, or in several that read like lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from quizgen.explaining.pictures.marks import GREY, Mark, Path, Piece

GAP = 14.0
"""Pixels between two pieces, for the arrow."""
BETWEEN = 26.0
"""Pixels between two rows."""
TURN = 10.0
"""Pixels beside rows for the path from one to the next."""


def row(pieces: Sequence[Piece]) -> Piece:
    """The pieces side by side, each where the one before is left; nothing but a path where there are none."""
    if not pieces:
        return Piece(0, 14, 7, 7)
    height, tops = 0.0, []
    for piece in pieces:
        tops.append(height - piece.enter)
        height = tops[-1] + piece.leave
    above = min(tops)
    tops = [top - above for top in tops]
    x, marks = 0.0, list[Mark]()
    for number, (piece, top) in enumerate(zip(pieces, tops, strict=True)):
        if number:
            marks.append(Path(((x, top + piece.enter), (x + GAP, top + piece.enter)), arrow=True))
            x += GAP
        marks += piece.at(x, top)
        x += piece.width
    bottom = max(top + piece.height for piece, top in zip(pieces, tops, strict=True))
    return Piece(x, bottom, tops[0] + pieces[0].enter, tops[-1] + pieces[-1].leave, tuple(marks))


def rows(pieces: Sequence[Piece], width: float) -> Piece:
    """The pieces in as few rows as go into a width, about equally long; a piece that is wider has a row of its own."""
    lines = _lines(pieces, width)
    if len(lines) < 2:
        return row(pieces)
    least, most = max(piece.width for piece in pieces), width
    while most - least > 1:
        middle = (least + most) / 2
        least, most = (least, middle) if len(_lines(pieces, middle)) <= len(lines) else (middle, most)
    return _stacked([row(line) for line in _lines(pieces, most)])


def _lines(pieces: Sequence[Piece], width: float) -> list[list[Piece]]:
    lines: list[list[Piece]] = [[]]
    x = 2 * TURN
    for piece in pieces:
        if lines[-1] and x + GAP + piece.width + TURN > width:
            lines.append([])
            x = 2 * TURN
        x += piece.width + (GAP if lines[-1] else 0)
        lines[-1].append(piece)
    return lines


def _stacked(lines: Sequence[Piece]) -> Piece:
    tops = [0.0]
    for line in lines[:-1]:
        tops.append(tops[-1] + line.height + BETWEEN)
    marks: list[Mark] = [mark for line, top in zip(lines, tops, strict=True) for mark in line.at(2 * TURN, top)]
    marks += _turns(lines, tops)
    first, last = lines[0], lines[-1]
    width = 3 * TURN + max(line.width for line in lines)
    return Piece(width, tops[-1] + last.height, first.enter, tops[-1] + last.leave, tuple(marks))


def _turns(lines: Sequence[Piece], tops: Sequence[float]) -> Iterator[Path]:
    """From the end of each row back to the beginning of the next one."""
    for (line, top), (below, start) in pairwise(zip(lines, tops, strict=True)):
        right, leave, enter = 2 * TURN + line.width, top + line.leave, start + below.enter
        between = start - BETWEEN / 2
        points = ((right, leave), (right + TURN, leave), (right + TURN, between), (TURN, between), (TURN, enter))
        yield Path((*points, (2 * TURN, enter)), GREY, arrow=True)
