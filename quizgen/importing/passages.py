"""Passages of a foreign question as the Markdown of imported files; what is lost is told with the line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec import Struct, field

from quizgen.foreign.model import Passage, Remark
from quizgen.importing.nodes import Block, Image, Loss, Paragraph
from quizgen.importing.of_html import OfHtml
from quizgen.importing.of_markdown import OfMarkdown, has_tags, plain
from quizgen.importing.writing import Writer
from quizgen.reading.limits import LONGEST_TEXT, control
from quizgen.sets import markdown
from quizgen.text.terminal import TERMINAL

_ENDS = re.compile(r"\r\n?")


class Dropped(Exception):  # noqa: N818 - it says what happens to a question
    """A question, or a piece of it, that cannot be carried over: the rule's id, and why."""

    def __init__(self, rule: str, words: str, line: int = 0) -> None:
        super().__init__(words)
        self.rule, self.words, self.line = rule, words, line


class Passages(Struct):
    """Reads the passages of a question by its ``name``; ``images`` are those that it shows, each with its place."""

    name: str
    line_number: int
    within: str = ""
    tex: bool = True
    """Whether TeX between its marks is mathematics in HTML."""
    remarks: list[Remark] = field(default_factory=list)
    images: list[tuple[Image, str]] = field(default_factory=list)

    def blocks(self, passage: Passage, *, gaps: bool = False) -> list[Block]:
        """The blocks of a passage."""
        source = _readable(passage.source)
        match passage.markup:
            case "html":
                return self._read(OfHtml(gaps, self.tex), source, passage.line)
            case "plain":
                return plain(source) if not gaps else self._read(OfMarkdown(gaps), _literal(source), passage.line)
            case "moodle":
                lined = re.sub(r"\n\s*\n", "<p>", source.strip()).replace("\n", "<br>")
                return self._read(
                    OfHtml(gaps), source if has_tags(source) and "<p" in source.lower() else lined, passage.line
                )
            case "markdown" | "quizgen":
                return self._read(OfMarkdown(gaps), source, passage.line)

    def _read(self, reader: OfHtml | OfMarkdown, source: str, line: int) -> list[Block]:
        found = reader.blocks(source)
        self._tell(reader.losses, line)
        return found

    def text(self, passage: Passage, place: str) -> str:
        """A text of several paragraphs; pictures belong to that ``place``, the stem or the solution."""
        if passage.markup == "quizgen":
            return passage.source.strip()
        return self.written(self.blocks(passage), place, passage.line)

    def written(self, blocks: Iterable[Block], place: str, line: int) -> str:
        """Blocks as Markdown."""
        return self._write(lambda writer: writer.text(blocks), place, line)

    def line(self, passage: Passage) -> str:
        """A text of one paragraph, in which no picture can stand."""
        if passage.markup == "quizgen":
            return " ".join(passage.source.split("\n")).strip()
        blocks = self.blocks(passage)
        before = len(self.images)
        found = self._write(lambda writer: writer.line(blocks), "", passage.line)
        shown = [image for image, _ in self.images[before:]]
        del self.images[before:]
        if shown:
            alt = "; ".join(image.alt for image in shown if image.alt)
            if not found and not alt:
                raise Dropped("picture-in-option", "an option or prompt is a picture without words", passage.line)
            self.remark("picture-in-option", "a picture in an option or feedback is told by its words", passage.line)
            alone = Writer()
            found = " ".join(filter(None, [found, alone.text(plain(alt))]))
        return found

    def _write(self, write: Callable[[Writer], str], place: str, line: int) -> str:
        writer = Writer()
        found = write(writer).strip()
        self._tell(writer.losses, line)
        self.images += [(image, place) for image in writer.images]
        if len(found) > LONGEST_TEXT:
            raise Dropped("text-too-long", f"a text has {len(found):,} characters, more than {LONGEST_TEXT:,}", line)
        return found

    def remark(self, rule: str, words: str, line: int) -> None:
        """Notes what is not carried over."""
        self.remarks.append(Remark(rule, "warning", words, line or self.line_number, self.name, self.within))

    def _tell(self, losses: Iterable[Loss], line: int) -> None:
        for loss in losses:
            self.remark(loss.rule, loss.words, line)


def spoken(line: str) -> str:
    """How Markdown of one line looks in a terminal: two that look alike say the same."""
    return TERMINAL.line(markdown.line(line))


def paragraph(words: str) -> Block:
    """Words as a paragraph of their own."""
    return plain(words)[0] if words.strip() else Paragraph(())


def _readable(source: str) -> str:
    """The text without characters that stand for nothing to be read."""
    text = _ENDS.sub("\n", source).replace("\v", "\n").replace("\f", "\n")
    return "".join(one for one in text if not control(one)) if control(text) else text


def _literal(source: str) -> str:
    return re.sub(r"(?<!\{)([\\`*_$\[\]!~^|<>#-])(?!\d+\})", r"\\\1", source)
