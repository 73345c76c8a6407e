"""Questions of Moodle that wait until all are there: those of a category together, however they come."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import repeat
from typing import TypeAlias

from msgspec import Struct

from quizgen.formats.fingerprint import Fingerprint
from quizgen.formats.protocol import Spool
from quizgen.model import Form

Category: TypeAlias = tuple[str, ...]
BLOCK = 1 << 16
"""Bytes that are read at a time."""


class Piece(Struct, frozen=True):
    """A question as it stands in the file, its category within the whole, and whether it has gaps."""

    category: Category
    content: bytes
    gaps: bool


class _Shelf:
    """The questions of a category: their bytes in a spool, where each ends, and which have gaps."""

    def __init__(self, spool: Spool) -> None:
        self._file = spool()
        self._ends = array("Q", [0])
        self._gaps = bytearray()

    def __len__(self) -> int:
        return len(self._gaps)

    def add(self, piece: Piece) -> None:
        self._file.write(piece.content)
        self._ends.append(self._ends[-1] + len(piece.content))
        self._gaps.append(piece.gaps)

    def gaps(self, start: int, stop: int) -> bool:
        return any(self._gaps[start:stop])

    def read(self, start: int, stop: int) -> Iterator[bytes]:
        self._file.seek(self._ends[start])
        left = self._ends[stop] - self._ends[start]
        while left:
            block = self._file.read(min(left, BLOCK))
            left -= len(block)
            yield block


class Stretch(Struct, frozen=True):
    """Questions of one category that follow one another."""

    category: Category
    gaps: bool
    content: Iterator[bytes]


class Shelves:
    """Pieces by category, in the order in which these came first, and a fingerprint of all pieces as they came."""

    def __init__(self, spool: Spool, said: Fingerprint) -> None:
        self._spool = spool
        self._said = said
        self._shelves: dict[Category, _Shelf] = {}

    def __len__(self) -> int:
        return sum(map(len, self._shelves.values()))

    def add(self, piece: Piece) -> None:
        """Takes one more."""
        if piece.category not in self._shelves:
            self._shelves[piece.category] = _Shelf(self._spool)
        self._shelves[piece.category].add(piece)
        self._said.add(piece.content)
        self._said.add("\x1f".join(piece.category).encode())

    @property
    def fingerprint(self) -> str:
        """Of all that was taken."""
        return str(self._said)

    def stretches(self, start: int, stop: int) -> Iterator[Stretch]:
        """The questions with these numbers, of all categories one after the other."""
        before = 0
        for category, shelf in self._shelves.items():
            first, last = max(0, start - before), min(len(shelf), stop - before)
            if first < last:
                yield Stretch(category, shelf.gaps(first, last), shelf.read(first, last))
            before += len(shelf)


def within(form: Form) -> Iterator[Category]:
    """The category of each item's section, if the form has sections: with its number, for two may have one title."""
    if not form.sections:
        return repeat((), len(form.items))
    numbered = enumerate(form.sections, start=1)
    return ((f"{number}. {section.title}",) for number, section in numbered for _ in range(section.size))
