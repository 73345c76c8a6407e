"""A text taken apart into its tags and the pieces between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from typing import TypeAlias

from quizgen.foreign.model import Markup, Passage
from quizgen.linting.shown.names import CODE, MARKING, ROOTS, VERBATIM, VOID

TAGGED: frozenset[Markup] = frozenset(("html", "moodle", "markdown"))
"""Markups in which tags are tags."""
KEPT = 4096
"""Texts that are remembered: several rules look at each."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, its name in small letters, and the line where it stands; ``foreign`` within MathML and SVG."""

    name: str
    line: int
    end: bool = False
    empty: bool = False
    foreign: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piece:
    """Text between two tags, the line where it begins, and within what it stands."""

    text: str
    line: int
    code: bool = False
    verbatim: bool = False
    marked: bool = False
    foreign: bool = False

    def line_of(self, place: int) -> int:
        """The line of a character."""
        return self.line + self.text.count("\n", 0, place)


Part: TypeAlias = Tag | Piece


@lru_cache(maxsize=KEPT)
def parts(passage: Passage) -> tuple[Part, ...]:
    """Tags and pieces in their order; a text without tags is one piece."""
    if passage.markup not in TAGGED:
        return (Piece(passage.source, passage.line),) if passage.source else ()
    reader = _Reader(passage.line)
    reader.feed(passage.source)
    reader.close()
    return tuple(reader.found)


def pieces(passage: Passage) -> tuple[Piece, ...]:
    """The text alone."""
    return tuple(part for part in parts(passage) if isinstance(part, Piece))


def tags(passage: Passage) -> tuple[Tag, ...]:
    """The tags alone."""
    return tuple(part for part in parts(passage) if isinstance(part, Tag))


class _Reader(HTMLParser):
    """Notes what comes, and what is open."""

    def __init__(self, line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Part] = []
        self._before = line - 1
        self._open: list[str] = []

    @property
    def _line(self) -> int:
        return self._before + self.getpos()[0]

    def _within(self, names: frozenset[str]) -> bool:
        return any(name in names for name in self._open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that opens."""
        self._tag(tag, attrs, empty=tag in VOID)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag that ends in itself, which HTML knows within MathML and SVG only: elsewhere it opens."""
        if tag in VOID or self._within(ROOTS) or tag in ROOTS:
            self._tag(tag, attrs, empty=True)
        else:
            self.handle_starttag(tag, attrs)

    def _tag(self, tag: str, attrs: list[tuple[str, str | None]], *, empty: bool) -> None:
        told = {name: value or "" for name, value in attrs}
        self.found.append(Tag(tag, self._line, empty=empty, foreign=self._within(ROOTS), attributes=told))

    def handle_endtag(self, tag: str) -> None:
        """A tag that closes; what was opened within it is over, too."""
        self.found.append(Tag(tag, self._line, end=True, foreign=self._within(ROOTS) and tag not in ROOTS))
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Text."""
        within = [self._within(names) for names in (CODE, VERBATIM, MARKING, ROOTS)]
        self.found.append(Piece(data, self._line, *within))
