"""A mistake in a line of layers: one sentence, and the line with a mark under the place."""

from __future__ import annotations

import unicodedata

from quizgen.errors import UsageError

ROOM = 76
"""Columns of the line that are shown, so that it fits a terminal of 80 behind two spaces."""
GAP = "…"


class Misread(UsageError):  # noqa: N818 - it says what happened
    """What is wrong in a line; ``marked`` is that line, or the part around the place, and under it the mark."""

    def __init__(self, sentence: str, line: str, start: int, end: int) -> None:
        super().__init__(sentence)
        self.line, self.start, self.end = line, start, end
        self.marked = marked(line, start, end)

    def __reduce__(self) -> tuple[type[Misread], tuple[str, str, int, int]]:
        """How it comes back from another process."""
        return Misread, (str(self), self.line, self.start, self.end)


def marked(line: str, start: int, end: int) -> str:
    """A line, one space for each space in it, and below it ``^^^`` under the characters from ``start`` to ``end``."""
    shown = "".join(" " if one.isspace() or not (one.isprintable() or _joins(one)) else one for one in line)
    end = min(max(end, start + 1), len(shown) + 1)
    first, last = _window(shown, start, end)
    before = GAP if first else ""
    text = f"{before}{shown[first:last]}{GAP if last < len(shown) else ''}"
    lead = len(before) + columns(shown[first:start])
    return f"{text}\n{' ' * lead}{'^' * max(1, columns(shown[start : min(end, last)]))}"


def columns(text: str) -> int:
    """The columns that characters take on a terminal: two for wide ones, none for those that join others."""
    return sum(_width(one) for one in text)


def _width(one: str) -> int:
    if _joins(one):
        return 0
    return 2 if unicodedata.east_asian_width(one) in "WF" else 1


def _joins(one: str) -> bool:
    return unicodedata.category(one) in {"Me", "Mn"}


def _window(line: str, start: int, end: int) -> tuple[int, int]:
    """What is shown of a line that is too long: the place, and as much on either side of it as there is room for."""
    if len(line) <= ROOM and columns(line) <= ROOM:
        return 0, len(line)
    left = ROOM - 2 * len(GAP)
    first = last = start
    while last < min(max(start + 1, end), len(line)) and left >= _width(line[last]):
        left -= _width(line[last])
        last += 1
    grown = True
    while grown:
        grown = False
        if first > 0 and left >= _width(line[first - 1]):
            first, left, grown = first - 1, left - _width(line[first - 1]), True
        if last < len(line) and left >= _width(line[last]):
            last, left, grown = last + 1, left - _width(line[last]), True
    return first, last
