"""Nodes as the Markdown of imported files, in which every mark that stands for itself is behind a backslash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

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
from quizgen.importing.tex import crossed, ours, shape, spelled
from quizgen.sets import markdown
from quizgen.text import Text
from quizgen.text.markdown import MARKDOWN
from quizgen.text.nodes import Table
from quizgen.text.terminal import TERMINAL

_BEFORE = "zz"
"""Letters that begin no list and no number."""


class Writer(Struct):
    """Writes Markdown; pictures are gathered, and what is lost is noted."""

    losses: list[Loss] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)

    def text(self, blocks: Iterable[Block]) -> str:
        """Paragraphs and other blocks, with an empty line between any two."""
        return "\n\n".join(filter(None, (one for block in blocks for one in self._block(block))))

    def line(self, blocks: Iterable[Block]) -> str:
        """All blocks on one line."""
        every = [*blocks]
        if any(not isinstance(one, Paragraph) for one in every):
            self._lose("one-line", "a list, table or program in an option or feedback is put on one line")
        return " ".join(" ".join(filter(None, self._flat(every))).split("\n"))

    def _flat(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            match block:
                case Paragraph(children):
                    yield self.inline(children)
                case Items(items):
                    yield "; ".join(self.inline(item) for item in items)
                case Code(text):
                    yield MARKDOWN.text(Text("`{code}`", {"code": " ".join(text.split())})) if text.strip() else ""
                case Cells(rows):
                    yield "; ".join(", ".join(self.inline(cell) for cell in row) for row in rows)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph(children):
                yield from self._paragraph(children)
            case Items(items, numbered):
                lines = (self.inline(item) for item in items)
                yield "\n".join(
                    f"- {MARKDOWN.string(f'{number}.') + ' ' if numbered else ''}{line}"
                    for number, line in enumerate(lines, start=1)
                )
            case Code(text, language):
                yield MARKDOWN.text(Text(f"```{language}\n{{code}}\n```", {"code": text})) if text.strip() else ""
            case Cells(rows, caption):
                yield self._table(rows, caption)

    def _paragraph(self, children: Line) -> Iterator[str]:
        """A paragraph, cut where a formula stands on a line of its own."""
        line: list[Inline] = []
        for node in children:
            if isinstance(node, Tex) and node.display:
                yield self.inline(line)
                yield self._display(node.source)
                line = []
            else:
                line.append(node)
        yield self.inline(line)

    def _display(self, source: str) -> str:
        """A formula on a line of its own, without the mark that ends the sentence there."""
        bare = source.rstrip(" \n.,;")
        if (found := ours(bare)) is not None:
            return f"$${found}$$"
        if pieces := crossed(bare):
            return " × ".join(f"${one}$" for one in pieces)
        if (words := spelled(bare)) is not None:
            return MARKDOWN.string(words)
        self._unread(source)
        return MARKDOWN.text(Text("```\n{code}\n```", {"code": source.strip()}))

    def _table(self, rows: tuple[tuple[Line, ...], ...], caption: Line) -> str:
        if not rows:
            return ""
        width = max(map(len, rows))
        header, *others = [(*(self._cell(cell) for cell in row), *[""] * (width - len(row))) for row in rows]
        table = MARKDOWN.table(Table(tuple(header), tuple(map(tuple, others)), ""))
        said = self.inline(caption)
        return f"{table}\n{markdown.CAPTION}{said}" if said else table

    def _cell(self, cell: Line) -> str:
        """A cell in words alone: tables have no more."""
        return TERMINAL.line(markdown.line(self.inline(cell)))

    def inline(self, line: Iterable[Inline]) -> str:
        """What stands in a line."""
        return "".join(self._inline(node, first=not place) for place, node in enumerate(line)).strip()

    def _inline(self, node: Inline, *, first: bool = False) -> str:  # noqa: PLR0911 - one for each node
        match node:
            case Words(text):
                return _said(text, first=first)
            case Coded(text):
                return MARKDOWN.line(Text("`{code}`", {"code": text}))
            case Tex(source):
                return self._tex(source)
            case Stressed(children, strong):
                return self._stressed(children, strong=strong)
            case Image():
                self.images.append(node)
                return ""
            case Gap(number):
                return MARKDOWN.string(f"[{number}]")
            case Break():
                return " "

    def _tex(self, source: str) -> str:
        if (words := shape(source)) is not None:
            return MARKDOWN.string(words)
        if pieces := crossed(source):
            return " × ".join(f"${one}$" for one in pieces)
        if (found := ours(source)) is not None:
            return f"${found}$"
        if (words := spelled(source)) is not None:
            return MARKDOWN.string(words)
        self._unread(source)
        return MARKDOWN.line(Text("`{code}`", {"code": " ".join(source.split())}))

    def _stressed(self, children: Line, *, strong: bool) -> str:
        """Marks stand next to what they hold, and spaces outside."""
        inner = "".join(self._inline(node) for node in children)
        mark = "**" if strong else "*"
        held = inner.strip()
        if not held:
            return " " if inner else ""
        before = " " if inner[0] == " " else ""
        return f"{before}{mark}{held}{mark}{' ' if inner[-1] == ' ' else ''}"

    def _unread(self, source: str) -> None:
        shown = " ".join(source.split())
        cut = shown if len(shown) <= 60 else f"{shown[:59]}…"
        self._lose("formula-as-code", f"the formula '{cut}' is kept as its TeX, for quizgen reads none like it")

    def _lose(self, rule: str, words: str) -> None:
        self.losses.append(Loss(rule, words))


def _said(text: str, *, first: bool) -> str:
    """Words; those that begin no line need no mark before a sign that would mean something there."""
    if not text.strip():
        return " " if text else ""
    return MARKDOWN.string(text) if first else MARKDOWN.string(f"{_BEFORE}{text}").removeprefix(_BEFORE)
