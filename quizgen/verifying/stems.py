"""What a passage says to whoever reads it: its words without markup, and the programs that stand in it."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

from msgspec import Struct

from quizgen.foreign.model import Passage

_BLOCKS = "p div br li ul ol h1 h2 h3 h4 h5 h6 section article blockquote hr pre"
_INLINE = "b i em strong code span u a font small tt kbd var img html body head"
_SILENT = frozenset(("style", "script", "svg", "title"))
_FENCE = re.compile(r"^[ ]{0,3}(`{3,}|~{3,})[^\n]*\n(.*?)(?:^[ ]{0,3}\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)(?:\{[^}]*\})?")
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?![\w*])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Stem(Struct, frozen=True):
    """The words and the programs of a passage."""

    words: str
    programs: tuple[str, ...] = ()


def stem(passage: Passage) -> Stem | None:
    """What a passage says; None where it says something with a table, a formula of its own or whatever is not read."""
    if passage.markup == "plain":
        return Stem(passage.source)
    if passage.markup in {"html", "moodle"}:
        return _of_html(passage.source)
    return _of_markdown(passage.source)


class _Reader(HTMLParser):
    """Gathers words and programs; ``unsure`` is set by any element whose meaning is not known."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.programs: list[str] = []
        self.unsure = False
        self._silent = 0
        self._program = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _SILENT:
            self._silent += 1
        elif self._silent:
            return
        elif tag == "pre":
            self._program = True
            self.programs.append("")
        elif tag in _BLOCKS.split():
            self.handle_data("\n")
        elif tag not in _INLINE.split():
            self.unsure = True

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _SILENT:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "pre":
            self._program = False
        elif tag in _BLOCKS.split():
            self.handle_data("\n")

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        if self._program:
            self.programs[-1] += data
        else:
            self.words.append(data)


def _of_html(source: str) -> Stem | None:
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return None if reader.unsure else Stem("".join(reader.words), tuple(reader.programs))


def _of_markdown(source: str) -> Stem | None:
    programs = tuple(found[2] for found in _FENCE.finditer(source))
    words = _PICTURE.sub(" ", _FENCE.sub("\n", source))
    if re.search(r"^\s*\||<[A-Za-z!/]", words, re.MULTILINE):
        return None
    words = re.sub(r"(?<!\\)`+", "", words)
    words = _EMPHASIS.sub(r"\2", words)
    return Stem(html.unescape(_ESCAPED.sub(_kept, words)), programs)


def _kept(found: re.Match[str]) -> str:
    """An escaped character; brackets stay TeX."""
    return found[0] if found[1] in "()[]" else found[1]
