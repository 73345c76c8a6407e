"""What stands on one page of the quiz, and which lines of it a screen shows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from quizgen.cli.talk.console import Words

_STYLE = re.compile(r"\x1b\[[\d;]*m")
_PLAIN = "\x1b[0m"


class View(Struct, frozen=True):
    """The lines that are seen, and how many there are above and below them."""

    lines: tuple[str, ...]
    above: int
    below: int

    @property
    def whole(self) -> bool:
        """Whether there are no others."""
        return not (self.above or self.below)


class Page:
    """What is said, worded anew for every width; where it is too long, some of its lines are seen."""

    def __init__(self) -> None:
        self._said: list[Words] = []
        self._first = 0
        self._top: int | None = None

    def add(self, words: Words, *, first: bool = False, still: bool = False) -> list[str]:
        """What is said next, and whether it is the ``first`` that is to be read now; its lines.

        Whoever looked elsewhere sees what is to be read, unless all stands ``still``.
        """
        before = len(self.lines)
        if first:
            self._first = len(self._said)
        self._said.append(words)
        self._top = self._top if still else None
        return self.lines[before:]

    def move(self, lines: int, rows: int) -> None:
        """Has so many lines further down seen, or further up, as far as there are any."""
        self._top = self._place(len(self.lines), rows, self.view(rows).above + lines)

    @property
    def lines(self) -> list[str]:
        """All lines, for as many columns as there are now."""
        return _spaced(self._said)

    def view(self, rows: int) -> View:
        """What is seen of it in so many rows: the end, but not without the first line that is to be read now."""
        every = self.lines
        begin = len(_spaced(self._said[: self._first]))
        begin += every[begin : begin + 1] == [""]
        end = max(0, len(every) - rows)
        top = min(begin, end) if self._top is None else self._place(len(every), rows, self._top)
        seen = every[top : top + rows]
        return View(tuple(seen), top, len(every) - top - len(seen))

    @staticmethod
    def _place(count: int, rows: int, wished: int) -> int:
        return max(0, min(wished, count - rows))


def _spaced(said: Sequence[Words]) -> list[str]:
    """All lines, of which no two after each other are empty, nor the first."""
    every = [line for words in said for line in parted(words())]
    return [line for before, line in zip(("", *every), every, strict=False) if line or before]


def parted(text: str) -> list[str]:
    """The lines of a text, each with its own style."""
    style, lines = "", []
    for line in text.split("\n"):
        begun = style + line
        for one in _STYLE.findall(line):
            style = "" if one in {_PLAIN, "\x1b[m"} else style + one
        lines.append(begun + _PLAIN * bool(style))
    return lines
