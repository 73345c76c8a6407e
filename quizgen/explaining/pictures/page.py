"""A picture as a whole: its title, what it shows, and below it what its signs mean."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from math import ceil

from msgspec import Struct

from quizgen.explaining.pictures.marks import LINE, SIZE, Mark, Piece, Words, long
from quizgen.explaining.table import Explanation
from quizgen.text.wrapping import wrap

MARGIN = 14.0
HEAD = 20.0
"""Pixels of the title's letters."""
LEAST = 480.0
"""Pixels that a picture is wide at least, for its title and legend."""


class Drawing(Struct, frozen=True):
    """A picture: its marks, and its title and description for whoever cannot see them."""

    width: int
    height: int
    marks: tuple[Mark, ...]
    title: str
    words: str

    @property
    def id(self) -> str:
        """A name that no other drawing on a page has."""
        return f"explained-{blake2b(repr((self.title, self.words, self.marks)).encode(), digest_size=6).hexdigest()}"


class Told(Struct, frozen=True):
    """A picture in words: its title, the line below it, and the description of what is to be seen."""

    title: str
    line: str
    words: str


def page(piece: Piece, legend: Callable[[float], Piece], told: Told, *, least: float = LEAST) -> Drawing:
    """The piece below its title and above its legend, which is made for a width."""
    inner = max(piece.width, least)
    marks: list[Mark] = []
    y = MARGIN
    for text in _lines(told.title, inner, HEAD):
        y += HEAD
        marks.append(Words(MARGIN, y, text, bold=True, size=HEAD))
        y += 5
    for text in _lines(told.line, inner, SIZE):
        y += LINE
        marks.append(Words(MARGIN, y, text))
    y += 12
    marks += piece.at(MARGIN + (inner - piece.width) / 2, y)
    y += piece.height + 12
    below = legend(inner)
    marks += below.at(MARGIN, y)
    return Drawing(ceil(inner + 2 * MARGIN), ceil(y + below.height + MARGIN), tuple(marks), told.title, told.words)


def title(explanation: Explanation) -> str:
    """The network's name, as a title."""
    return explanation.title[:1].upper() + explanation.title[1:]


def _lines(text: str, width: float, size: float) -> Sequence[str]:
    return wrap(text, max(12, int(width / long("m", size))))


def lines(texts: Sequence[str], width: float) -> Iterator[Words]:
    """Remarks below a picture, in lines of that width, from the height 0 on."""
    y = 0.0
    for text in texts:
        for line in _lines(text, width, SIZE):
            yield Words(0, y + 13, line)
            y += LINE
