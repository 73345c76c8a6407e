"""The Markdown of ``quizgen.text.markdown`` read back to texts, which print in every markup what the first ones did."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from zlib import crc32

from msgspec import Struct, field

from quizgen.sets.emphasis import Mark, paired
from quizgen.sets.tex import formula
from quizgen.text import Filling, Table, Text

_FENCED = re.compile(r"^(?P<fence>`{3,})(?P<language>\w*)\n(?P<code>.*?)\n(?P=fence)[ ]*$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(
    r"(?P<escaped>\\[!-/:-@\[-`{-~])|(?P<joiner>&#8288;)"
    r"|(?P<ticks>`+)(?!`)(?P<code>.*?)(?<!`)(?P=ticks)(?!`)"
    r"|\$(?P<math>[^$]+)\$|(?P<strong>\*\*)|(?P<emph>\*)",
    re.DOTALL,
)
_RULE = re.compile(r"\|(?: --- \|)+")
_PIECE = re.compile(r"\\.|[^|\\]+|\|")
CAPTION = ": "
_PLAIN = re.compile(r"[ A-Za-z.,;:?!)]")
_LONE = re.compile(r"\{\w+\}")
"""A paragraph that is one hole, which would be a place for a table."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BLANK = re.compile(r"\n[ \t]*\n\s*")


def text(markdown: str) -> Text:
    """A text of several paragraphs."""
    made = _Maker(_prefix(markdown))
    return Text("\n\n".join(made.blocks(markdown)), made.values)


def line(markdown: str) -> Text:
    """A text of one paragraph."""
    made = _Maker(_prefix(markdown))
    return Text(made.inline(" ".join(markdown.split("\n"))), made.values)


def _prefix(markdown: str) -> str:
    """How the holes of a text are called: in no other as here, for texts are put together."""
    return f"t{crc32(markdown.encode(errors='surrogatepass')):08x}_"


class _Maker(Struct):
    """Puts words into holes, where no character of theirs can be taken for markup."""

    prefix: str
    values: dict[str, Filling] = field(default_factory=dict)

    def blocks(self, markdown: str) -> Iterator[str]:
        """The template's blocks."""
        place = 0
        for found in _FENCED.finditer(markdown):
            yield from self._chunks(markdown[place : found.start()])
            yield self._code_block(found["language"], found["code"])
            place = found.end()
        yield from self._chunks(markdown[place:])

    def _chunks(self, words: str) -> Iterator[str]:
        for chunk in _BLANK.split(words.strip()):
            if chunk:
                yield self._chunk(chunk)

    def _chunk(self, chunk: str) -> str:
        lines = chunk.split("\n")
        if len(lines) > 1 and _RULE.fullmatch(lines[1]):
            return self._hole(self._table(lines))
        if chunk.startswith("$$") and chunk.endswith("$$"):
            return self._display(chunk[2:-2])
        if chunk.startswith("- "):
            return "\n".join(f"- {self.inline(one)}" for one in chunk[2:].split("\n- "))
        words = self.inline(" ".join(lines))
        return f"{words}{self._hole('')}" if _LONE.fullmatch(words) else words

    def _table(self, lines: list[str]) -> Table:
        """A table, with the caption that follows its rows behind a colon, as pandoc has it."""
        caption = ""
        if lines[-1].startswith(CAPTION):
            caption = _ESCAPED.sub(r"\1", lines.pop().removeprefix(CAPTION)).strip()
        header, _, *rows = lines
        return Table(_cells(header), tuple(map(_cells, rows)), caption)

    def _display(self, tex: str) -> str:
        if found := formula(tex, f"{self.prefix}m{len(self.values)}_"):
            self.values |= found[1]
            return f"$${found[0]}$$"
        return self._code_block("", tex)

    def _code_block(self, language: str, code: str) -> str:
        lines = "\n".join(self._hole(one) if one else "" for one in code.split("\n"))
        return f"```{language}\n{lines}\n```"

    def inline(self, words: str) -> str:
        """The template of a line."""
        pieces: list[str | Mark] = []
        waiting, place = "", 0
        for found in _INLINE.finditer(words):
            waiting += words[place : found.start()]
            place = found.end()
            if found["escaped"]:
                waiting += found["escaped"][1]
            elif not found["joiner"]:
                pieces += [self._words(waiting, pieces), self._span(found)]
                waiting = ""
        return paired([*pieces, self._words(waiting + words[place:], pieces)])

    def _words(self, words: str, before: Sequence[str | Mark]) -> str:
        """A hole for words; after mathematics their first letter stands before it, so that nothing has to part them."""
        plain = _PLAIN.match(words) if before and str(before[-1]).endswith("$") else None
        first = plain[0] if plain else ""
        rest = words[len(first) :]
        return first + (self._hole(rest) if rest else "")

    def _span(self, found: re.Match[str]) -> str | Mark:
        if found["code"] is not None:
            return f"`{self._hole(_unpadded(found['code']))}`"
        if found["math"] is None:
            return Mark(found[0])
        if known := formula(found["math"], f"{self.prefix}m{len(self.values)}_"):
            self.values |= known[1]
            return f"${known[0]}$"
        return f"`{self._hole(found['math'])}`"

    def _hole(self, value: Filling) -> str:
        name = f"{self.prefix}w{len(self.values)}"
        self.values[name] = value
        return f"{{{name}}}"


def _unpadded(code: str) -> str:
    """The inside of a code span without the space that parts it from its fence."""
    padded = len(code) > 1 and code[0] == code[-1] == " " and code.strip()
    return code[1:-1] if padded else code


def _cells(row: str) -> tuple[str, ...]:
    cells = [""]
    for piece in _PIECE.findall(row):
        if piece == "|":
            cells.append("")
        else:
            cells[-1] += piece[1:] if piece[0] == "\\" else piece
    return tuple(cell.strip() for cell in cells[1:-1])
