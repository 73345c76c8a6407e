"""A stretch of a text that knows on which line it begins, however it is cut."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct


class Piece(Struct, frozen=True):
    """Some text; ``line`` is that of its first character, from 1."""

    text: str
    line: int

    def __bool__(self) -> bool:
        return bool(self.text)

    def at(self, start: int, end: int | None = None) -> Piece:
        """The characters from ``start`` up to ``end``."""
        return Piece(self.text[start:end], self.line_of(start))

    def cut(self, bounds: Iterable[tuple[int, int]]) -> Iterator[Piece]:
        """The characters from each first number up to the second, where these rise: lines are counted once."""
        line, counted = self.line, 0
        for start, end in bounds:
            line, counted = line + self.text.count("\n", counted, start), start
            yield Piece(self.text[start:end], line)

    def line_of(self, place: int) -> int:
        """The line of the character at a place."""
        return self.line + self.text.count("\n", 0, place)

    def stripped(self) -> Piece:
        """The same without space around it."""
        return self.at(len(self.text) - len(self.text.lstrip())).trimmed()

    def trimmed(self) -> Piece:
        """The same without space at its end."""
        return Piece(self.text.rstrip(), self.line)

    def parted(self, mark: str) -> tuple[Piece, Piece | None]:
        """What stands before the first mark, and what stands after it: None where there is no mark."""
        place = self.text.find(mark)
        return (self, None) if place < 0 else (self.at(0, place), self.at(place + len(mark)))

    def split(self, pattern: re.Pattern[str]) -> list[Piece]:
        """The pieces between all that matches."""
        ends = [(found.start(), found.end()) for found in pattern.finditer(self.text)]
        starts = [0, *(end for _, end in ends)]
        return [*self.cut(zip(starts, [*(start for start, _ in ends), len(self.text)], strict=True))]
