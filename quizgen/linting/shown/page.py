"""A text taken apart into its tags and the pieces between them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape
from html.parser import HTMLParser
from typing import TypeAlias

from msgspec import Struct, field

from quizgen.foreign.model import Markup, Passage
from quizgen.linting.shown.names import CODE, MARKING, ROOTS, VERBATIM, VOID

TAGGED: frozenset[Markup] = frozenset(("html", "moodle", "markdown"))
"""Markups in which tags are tags."""
MOST_OPEN = 50
"""Comments that are not closed: in a text with more nothing is a tag, since Python's reader would take hours."""
_OPENS = re.compile(r"<([A-Za-z][^\s/<]*)")
DEEPEST = 500
"""Elements within elements, of which where they stand is noted."""
KEPT = 4096
"""Texts that are remembered: several rules look at each."""


class Tag(Struct, frozen=True):
    """A tag, its name in small letters, and the line where it stands; ``foreign`` within MathML and SVG."""

    name: str
    line: int
    end: bool = False
    empty: bool = False
    foreign: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


class Piece(Struct, frozen=True):
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
    source = passage.source
    if passage.markup not in TAGGED or source.count("<!--") > source.count("-->") + MOST_OPEN:
        return (Piece(source, passage.line),) if source else ()
    whole = source.rfind(">") + 1
    reader = _Reader(passage.line)
    reader.feed(source[:whole])
    reader.close()
    return (*reader.found, *_rest(source[whole:], passage.line + source.count("\n", 0, whole)))


def _rest(text: str, line: int) -> tuple[Part, ...]:
    """What stands behind the last sign that ends a tag: browsers pass over all that follows the beginning of one."""
    opened = _OPENS.search(text)
    before = unescape(text[: opened.start()] if opened else text)
    told: tuple[Part, ...] = (Piece(before, line),) if before else ()
    if not opened:
        return told
    return (*told, Tag(opened[1].lower(), line + text.count("\n", 0, opened.start()), empty=True))


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
        if tag not in VOID and len(self._open) < DEEPEST:
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
