"""Lines that are no wider than a terminal: running words, and lines of mathematics or code, which break elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizgen.text.columns import columns, cut

DEEPER = 4
"""Blanks by which the rest of a broken line of mathematics or code stands to the right of its beginning."""
_BREAKS = re.compile(r"(?<= )(?=[^ ])|(?<=[^\W\d_]{2}-)(?=[^\W\d_]{2})")
"""Before a word, and after a hyphen between two letters each; no-break spaces are no breaks."""
_OPEN, _CLOSE = "([{⌊⌈", ")]}⌋⌉"
_SIGNS = {"=": 0, "≈": 0, "≤": 0, "≥": 0, "<": 0, ">": 0, "+": 1, "−": 1, "-": 1, "×": 2, "/": 2}


def wrap(words: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Running words in lines that begin with ``first``, then ``rest``; only a word that is too long is broken."""
    lines: list[str] = []
    line = start = first
    for part in _BREAKS.split(words.strip(" ")):
        word = part
        if line != start and columns(line + word.rstrip(" ")) > width:
            lines.append(line.rstrip(" "))
            line = start = rest
        while columns(line + word.rstrip(" ")) > width and columns(word) > 1:
            head, word = cut(word, max(1, width - columns(line)))
            lines.append(line + head)
            line = start = rest
        line += word
    return [*lines, line.rstrip(" ")]


def fold(line: str, width: int) -> list[str]:
    """A line of mathematics or code as it stands or, where it is too wide, broken at its outermost signs and commas.

    What follows a break stands further to the right than the line's beginning.
    """
    words = line.strip(" ")
    inset = min(len(line) - len(line.lstrip(" ")), width // 3)
    deeper = " " * min(inset + DEEPER, width // 2)
    left = " " * inset + words if columns(line) > width else line.rstrip(" ")
    lines: list[str] = []
    while columns(left) > width:
        place = _break(left, width) or len(cut(left, width)[0])
        lines.append(left[:place].rstrip(" "))
        left = deeper + left[place:].lstrip(" ")
    return [*lines, left]


def _break(line: str, width: int) -> int | None:
    """The best place to break within so many columns: outermost first, then by its sign, then the last."""
    least = len(line) - len(line.lstrip(" ")) + (width // 3)
    places = [one for one in _places(line) if columns(line[: one[2]].rstrip(" ")) <= width]
    late = [one for one in places if one[2] > least] or places
    return min(late, key=lambda one: (one[0], one[1], -one[2]))[2] if late else None


def _places(line: str) -> Iterator[tuple[int, int, int]]:
    """For each word but the first how deep within brackets it stands, how little its sign parts, and where it is."""
    depth, begun = 0, False
    for place, one in enumerate(line):
        if begun and one != " " and line[place - 1] == " ":
            comma = line[:place].rstrip(" ").endswith((",", ";"))
            sign = _SIGNS.get(one, 3) if line[place + 1 : place + 2] == " " else 3
            yield depth, 0 if comma else sign, place
        begun = begun or one != " "
        depth += (one in _OPEN) - (one in _CLOSE)
