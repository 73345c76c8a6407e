"""Reads the small Markdown of ``quizgen.text.nodes`` into blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from quizgen.errors import FormulaError
from quizgen.math.reader import read
from quizgen.math.tree import Hole
from quizgen.text.nodes import (
    Block,
    BlockHole,
    Bullets,
    Code,
    CodeBlock,
    Display,
    Emph,
    Inline,
    Math,
    Paragraph,
    Str,
    Strong,
)

_FENCED = re.compile(r"^```(\w*)\n(.*?)\n```[ ]*$", re.MULTILINE | re.DOTALL)
_HOLE = re.compile(r"\{(\w+)\}")
_INLINE = re.compile(
    r"(?P<code>`[^`]+`)|(?P<math>\$[^$]+\$)|(?P<hole>\{\w+\})"
    r"|(?P<strong>\*\*(?:`[^`]+`|\$[^$]+\$|\*[^*]+\*|[^*`$])+\*\*)"
    r"|(?P<emph>\*(?![*\s])(?:`[^`]+`|\$[^$]+\$|[^*`$])+\*)"
)
_STRAY = re.compile(r"[`$*{}]")


@lru_cache(maxsize=256)
def blocks(template: str) -> tuple[Block, ...]:
    """The blocks of a template; raises FormulaError at a mark that is opened and never closed.

    Printers ask for it one soon after the other, and remember what they make of it.
    """
    return tuple(_blocks(template.strip()))


def _blocks(template: str) -> Iterator[Block]:
    """Code between fences is cut out first: there an empty line, a mark and a space at the start mean nothing."""
    pieces = _FENCED.split(template)
    for words, language, code in zip(pieces[::3], [*pieces[1::3], ""], [*pieces[2::3], None], strict=True):
        for chunk in re.split(r"\n\s*\n", words.strip()):
            if chunk.strip():
                yield _block(chunk.strip())
        if code is not None:
            yield CodeBlock(language, tuple(tuple(_code_parts(line)) for line in code.split("\n")))


@lru_cache(maxsize=1024)
def _block(chunk: str) -> Block:
    """Templates that are put together for an item have most of their blocks in common with others."""
    if hole := _HOLE.fullmatch(chunk):
        return BlockHole(hole[1])
    if chunk.startswith("$$") and chunk.endswith("$$"):
        return Display(read(chunk[2:-2]))
    if chunk.startswith("- "):
        lines = re.split(r"\n- ", chunk[2:])
        return Bullets(tuple(tuple(_inline(line)) for line in lines))
    return Paragraph(tuple(_inline(chunk)))


def _inline(source: str) -> Iterator[Inline]:
    source = re.sub(r"\s*\n\s*", " ", source)
    place = 0
    for match in _INLINE.finditer(source):
        if match.start() > place:
            yield _words(source[place : match.start()])
        yield _span(match)
        place = match.end()
    if place < len(source):
        yield _words(source[place:])


def _words(text: str) -> Str:
    if stray := _STRAY.search(text):
        raise FormulaError(f"'{text}' has a '{stray[0]}' that is not closed")
    return Str(text)


def _span(match: re.Match[str]) -> Inline:
    text = match[0]
    match match.lastgroup:
        case "code":
            return Code(tuple(_code_parts(text[1:-1])))
        case "math":
            return Math(read(text[1:-1]))
        case "strong":
            return Strong(tuple(_inline(text[2:-2])))
        case "emph":
            return Emph(tuple(_inline(text[1:-1])))
        case _:
            return Hole(text[1:-1])


def _code_parts(text: str) -> Iterator[str | Hole]:
    for number, piece in enumerate(_HOLE.split(text)):
        if piece:
            yield Hole(piece) if number % 2 else piece
