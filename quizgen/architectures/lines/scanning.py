"""What stands in a line: layers between commas, paths between bars, parentheses within each other, each with its place.

``line = item, item, ...``; ``item = [label:] word option ... | [label:] word(path | path ...) | [label:] Call(...)``,
where a path is again ``item, item, ...``. A comma at the end means nothing. What code that is pasted has around its
layers is in ``pasted.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from quizgen.architectures.lines import pasted
from quizgen.architectures.lines.misread import Misread

ARROW = re.compile(r"\s*(?:->|→)\s*")
TOKEN = re.compile(r"[^\s→>(]+?\s*(?:->|→)\s*[^\s(]+|(?:->|→)\s*[^\s(]+|[^\s(]+")
LABEL = re.compile(r"\s*([A-Za-z_][\w.-]*)\s*:(?!:)")
ROW = "sequential"
"""The word of layers in a row."""
OPENING, CLOSING = "([{", ")]}"
DEEPEST = 30
BAR = "a bar parts paths within parentheses; write for example 'parallel(conv 64 k1 | maxpool 3 s1 p1)'"


class Word(Struct, frozen=True):
    """A word and its place in the line; arrows in it have no spaces around them, and all is in small letters."""

    text: str
    start: int
    end: int


class Item(Struct, frozen=True):
    """One item of a path: its label or None, its words, and what stands in parentheses after the first, if any does."""

    label: Word | None
    words: tuple[Word, ...]
    inner: Inner | None
    start: int
    end: int


class Inner(Struct, frozen=True):
    """The places within a pair of parentheses, and of each path within it that bars part."""

    start: int
    end: int
    paths: tuple[tuple[int, int], ...]


class Scanned(Struct, frozen=True):
    """A line in which items are looked for."""

    line: str

    def error(self, sentence: str, start: int, end: int) -> Misread:
        """What is wrong at a place."""
        return Misread(sentence, self.line, start, end)

    def items(self, start: int, end: int) -> Iterator[Item]:
        """The items of a stretch of the line; an empty last one is none. Raises Misread."""
        pieces = [*self._parted(start, end, ",")]
        for number, (first, last) in enumerate(pieces, start=1):
            if self.line[first:last].strip():
                yield self._item(first, last)
            elif number < len(pieces) or number == 1:
                raise self._empty(pieces, number)

    def _empty(self, pieces: Sequence[tuple[int, int]], number: int) -> Misread:
        first = pieces[number - 1][0]
        if len(pieces) == 1:
            return self.error("there are no layers; write for example 'conv 64 k3, relu'", first, first + 1)
        last = pieces[number - 1][1]
        return self.error(f"layer {number} is missing between two commas; leave one of them out", last, last + 1)

    def paths(self, inner: Inner) -> tuple[tuple[int, int], ...]:
        """The stretches within parentheses that bars part."""
        return inner.paths

    def _item(self, start: int, end: int) -> Item:
        first, end = self._stripped(start, end)
        label: tuple[int, int] | None
        if (found := pasted.pair(self.line, first, end)) and self._closing(first, end) == end - 1:
            label, (first, end) = found[0], self._stripped(found[1], self._without_comma(found[1], end - 1))
        else:
            label, first = self._label(first, end)
            first, end = self._stripped(first, end)
        named = Word(self.line[slice(*label)], *label) if label else None
        if first < end and self.line[first] == "[" and self._closing(first, end) == end - 1:
            return Item(named, (Word(ROW, first, first + 1),), self._inner(first, end), first, end)
        opening = self.line.find("(", first, end)
        words = self._words(first, opening if opening >= 0 else end)
        if not words:
            raise self.error("a layer is missing here; write for example 'relu'", first, max(end, first + 1))
        inner = self._inner(opening, end) if opening >= 0 else None
        return Item(named, words, inner, first, end)

    def _label(self, start: int, end: int) -> tuple[tuple[int, int] | None, int]:
        """The place of the name before a layer, or None, and where the layer begins."""
        found = LABEL.match(self.line, start, end)
        return (found.span(1), found.end()) if found else pasted.name(self.line, start, end)

    def _stripped(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.line[start].isspace():
            start += 1
        while end > start and self.line[end - 1].isspace():
            end -= 1
        return start, end

    def _without_comma(self, start: int, end: int) -> int:
        """Where a stretch ends without a comma behind it."""
        last = self._stripped(start, end)[1]
        return last - 1 if last > start and self.line[last - 1] == "," else end

    def _words(self, start: int, end: int) -> tuple[Word, ...]:
        return tuple(
            Word(ARROW.sub("->", one[0]).lower(), one.start(), one.end())
            for one in TOKEN.finditer(self.line, start, end)
        )

    def _inner(self, opening: int, end: int) -> Inner:
        closing = self._closing(opening, end)
        if closing < end - 1:
            raise self.error("a comma is missing after ')'", closing + 1, end)
        return Inner(opening + 1, closing, tuple(self._parted(opening + 1, closing, "|")))

    def _closing(self, opening: int, end: int) -> int:
        """The place of the parenthesis that closes one, which ``_parted`` has seen."""
        depth = 0
        for place in range(opening, end):
            depth += (self.line[place] in OPENING) - (self.line[place] in CLOSING)
            if depth == 0:
                return place
        raise self.error("this parenthesis is not closed; write ')' after its last layer", opening, opening + 1)

    def _parted(self, start: int, end: int, mark: str) -> Iterator[tuple[int, int]]:
        """The stretches between marks that stand in no parentheses."""
        open_: list[int] = []
        first = start
        for place in range(start, end):
            one = self.line[place]
            if one in OPENING:
                open_.append(place)
                if len(open_) > DEEPEST:
                    raise self.error(f"parentheses are nested more than {DEEPEST} deep; write fewer", place, place + 1)
            elif one in CLOSING:
                if not open_:
                    raise self.error(
                        f"no parenthesis is open that this '{one}' could close; leave it out", place, place + 1
                    )
                open_.pop()
                if not open_ and mark == "," and pasted.ends(self.line, place, end):
                    yield first, place + 1
                    first = place + 1
            elif not open_ and one == mark:
                yield first, place
                first = place + 1
            elif not open_ and one == "|":
                raise self.error(BAR, place, place + 1)
        if open_:
            raise self.error("this parenthesis is not closed; write ')' after its last layer", open_[-1], open_[-1] + 1)
        yield first, end
