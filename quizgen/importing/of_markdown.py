"""Plain words and Markdown as others write it, as nodes: what R/exams, GIFT and quizgen's own files have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from quizgen.importing.environments import ENVIRONMENT, environed
from quizgen.importing.nodes import (
    Block,
    Break,
    Cells,
    Code,
    Coded,
    Gap,
    Image,
    Inline,
    Items,
    Line,
    Loss,
    Paragraph,
    Stressed,
    Tex,
    Words,
)
from quizgen.importing.scripts import scripted

_FENCED = re.compile(
    r"^[ ]{0,3}(?P<fence>`{3,}|~{3,})[ ]*\{?\.?(?P<language>\w*)[^\n]*\n(?P<code>.*?)^[ ]{0,3}(?P=fence)[`~]*[ ]*$",
    re.MULTILINE | re.DOTALL,
)
_DISPLAY = re.compile(rf"\$\$(.+?)\$\$|\\\[(.+?)\\\]|{ENVIRONMENT}", re.DOTALL)
_BLANK = re.compile(r"\n[ \t]*\n\s*")
_BULLET = re.compile(r"[ ]{0,3}(?:[-*+]|(?P<number>\d{1,3})[.)])[ \t]+")
_RULE = re.compile(r"[ ]*\|?[ ]*:?-{2,}:?[ ]*(?:\|[ ]*:?-{2,}:?[ ]*)*\|?[ ]*")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t]*#*")
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<ticks>`+)(?!`)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
    r"|!\[(?P<alt>[^\]\n]*)\]\(\s*(?P<image>[^)\s]+)[^)]*\)(?:\{[^}\n]*\})?"
    r"|(?<!\!)\[(?P<label>[^\]\n]+)\]\(\s*(?P<target>[^)\s]+)[^)]*\)"
    r"|\\\((?P<tex>.+?)\\\)|\$(?!\s)(?P<math>[^$\n]*[^$\s\\])\$(?!\d)"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<bold>.+?)(?<=\S)(?P=strong)"
    r"|(?P<emph>(?<![\w*])\*|(?<![\w_])_)(?=[^\s*_])(?P<slanted>.+?)(?<=[^\s*_])(?P=emph)(?!\w)"
    r"|~(?P<sub>[^~\s]{1,12})~|\^(?P<sup>[^\^\s]{1,12})\^"
    r"|\{\#(?P<gap>\d+)\}|(?P<end>[ ]{2,}\n|\\\n)",
    re.DOTALL,
)
_TAG = re.compile(r"</?(?:p|br|div|span|b|i|em|strong|ul|ol|li|table|img|code|pre|sub|sup)\b[^>]*>", re.IGNORECASE)


def has_tags(text: str) -> bool:
    """Whether a text has tags of HTML in it."""
    return bool(_TAG.search(text))


def plain(text: str) -> list[Block]:
    """Plain words, a paragraph for each line that ends one."""
    return [
        Paragraph((Words(" ".join(line.split())),)) for line in text.replace("\r", "\n").split("\n") if line.strip()
    ]


class OfMarkdown(Struct):
    """Reads Markdown; ``gaps`` says whether ``{#1}`` marks a gap. What is lost is noted."""

    gaps: bool = False
    losses: list[Loss] = field(default_factory=list)

    def blocks(self, text: str) -> list[Block]:
        """The blocks of a passage."""
        return list(self._blocks(text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4)))

    def _blocks(self, text: str) -> Iterator[Block]:
        place = 0
        for found in _FENCED.finditer(text):
            yield from self._chunks(text[place : found.start()])
            yield Code(found["code"].rstrip("\n"), found["language"])
            place = found.end()
        yield from self._chunks(text[place:])

    def _chunks(self, text: str) -> Iterator[Block]:
        waiting: list[str] = []
        for chunk in filter(str.strip, _BLANK.split(text.strip("\n"))):
            lines = chunk.strip("\n").split("\n")
            if all(line.startswith("    ") for line in lines):
                waiting.append("\n".join(line[4:] for line in lines))
                continue
            yield from (Code(code) for code in waiting)
            waiting = []
            yield from self._chunk(lines)
        yield from (Code(code) for code in waiting)

    def _chunk(self, lines: list[str]) -> Iterator[Block]:
        if heading := _HEADING.fullmatch(lines[0].strip()):
            yield Paragraph((Stressed(self.line(heading[1]), strong=True),))
            lines = lines[1:]
        if len(lines) > 1 and "|" in lines[0] and _RULE.fullmatch(lines[1]):
            yield Cells(tuple(tuple(map(self.line, _cells(line))) for line in (lines[0], *lines[2:]) if "|" in line))
            return
        start = next((number for number, line in enumerate(lines) if _BULLET.match(line)), len(lines))
        yield from self._paragraph("\n".join(lines[:start]))
        if start < len(lines):
            yield self._list(lines[start:])

    def _list(self, lines: list[str]) -> Block:
        items: list[str] = []
        numbered = False
        for line in lines:
            if found := _BULLET.match(line):
                numbered |= bool(found["number"])
                items.append(line[found.end() :])
            else:
                items[-1] += f" {line.strip()}"
        return Items(tuple(map(self.line, items)), numbered)

    def _paragraph(self, text: str) -> Iterator[Block]:
        """A paragraph, or several where a formula stands alone or a line was ended on purpose."""
        place = 0
        for found in _DISPLAY.finditer(text):
            yield from self._words(text[place : found.start()])
            yield Paragraph((Tex((found[1] or found[2] or environed(found)).strip(), display=True),))
            place = found.end()
        yield from self._words(text[place:])

    def _words(self, text: str) -> Iterator[Block]:
        line: list[Inline] = []
        for node in (*self.line(text), Break()):
            if isinstance(node, Break):
                if any(not isinstance(one, Words) or one.text.strip() for one in line):
                    yield Paragraph(tuple(line))
                line = []
            else:
                line.append(node)

    def line(self, text: str) -> Line:
        """What stands in a line."""
        return tuple(self._line(text.strip()))

    def _line(self, text: str) -> Iterator[Inline]:
        waiting, place = "", 0
        for found in _INLINE.finditer(text):
            if found["gap"] and not self.gaps:
                continue
            waiting += text[place : found.start()]
            place = found.end()
            if found["escaped"]:
                waiting += found["escaped"]
                continue
            yield from _said(waiting)
            waiting = ""
            yield from self._node(found)
        yield from _said(waiting + text[place:])

    def _node(self, found: re.Match[str]) -> Iterator[Inline]:
        match found.lastgroup:
            case "code":
                yield Coded(" ".join(found["code"].split()))
            case "image":
                yield Image(found["image"], found["alt"])
            case "target":
                yield from self._line(found["label"])
                if found["target"].startswith("http") and found["target"] != found["label"]:
                    yield Words(f" ({found['target']})")
            case "tex" | "math":
                yield Tex(found["tex"] or found["math"])
            case "bold":
                yield Stressed(tuple(self._line(found["bold"])), strong=True)
            case "slanted":
                yield Stressed(tuple(self._line(found["slanted"])), strong=False)
            case "sub" | "sup":
                yield Words(scripted(found["sub"] or found["sup"], raised=found["sup"] is not None))
            case "gap":
                yield Gap(int(found["gap"]))
            case _:
                yield Break()


def _said(words: str) -> Iterator[Inline]:
    if words:
        yield Words(re.sub(r"\s+", " ", words))


def _cells(line: str) -> list[str]:
    return re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
