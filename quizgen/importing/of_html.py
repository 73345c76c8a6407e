r"""HTML as nodes: paragraphs, lists, code, tables, emphasis, pictures, MathML, and TeX as MathJax finds it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from quizgen.importing.environments import ENVIRONMENT, environed, unbroken
from quizgen.importing.html import BLOCKS, Element, parsed
from quizgen.importing.mathml import Unread, tex
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

_MARKED = re.compile(
    r"\\\((?P<line>.+?)\\\)|\\\[(?P<alone>.+?)\\\]|\$\$(?P<dollars>.+?)\$\$|\{#(?P<gap>\d+)\}"
    rf"|{ENVIRONMENT}",
    re.DOTALL,
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_DISPLAYED = re.compile(r"\\displaystyle(?![A-Za-z])\s*")
_STRONG, _STRESSED = frozenset({"b", "strong"}), frozenset({"i", "em", "var", "dfn", "cite"})
_CODE = frozenset({"code", "tt", "kbd", "samp"})
_SILENT = frozenset(
    [
        "script",
        "style",
        "head",
        "title",
        "object",
        "embed",
        "iframe",
        "video",
        "audio",
        "canvas",
        "form",
        "template",
        "noscript",
        "svg",
    ]
)
_STRUCK = frozenset({"s", "del", "strike"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LANGUAGE = re.compile(r"(?:language|lang|brush)[-:]\s*(\w+)")
_PIXELS = re.compile(r"\s*(\d+)(?:px)?\s*")


class OfHtml(Struct):
    """Reads HTML; ``gaps`` says whether ``{#1}`` marks a gap, ``tex`` whether TeX is read. What is lost is noted."""

    gaps: bool = False
    tex: bool = True
    losses: list[Loss] = field(default_factory=list)

    def blocks(self, html: str) -> list[Block]:
        """The blocks of a passage."""
        return list(self._blocks(parsed(unbroken(html) if self.tex else html).children))

    def _blocks(self, children: Iterable[Element | str]) -> Iterator[Block]:
        """Blocks, and paragraphs of what stands between them."""
        loose: list[Element | str] = []
        for one in children:
            if isinstance(one, Element) and (one.tag in BLOCKS or self._holds_blocks(one)):
                yield from self._paragraphs(loose)
                loose = []
                yield from self._block(one)
            else:
                loose.append(one)
        yield from self._paragraphs(loose)

    def _holds_blocks(self, element: Element) -> bool:
        """Whether an element that stands in lines has blocks in it all the same."""
        return element.tag not in _SILENT | _CODE | {"math"} and any(
            one.tag in BLOCKS or self._holds_blocks(one) for one in element.elements()
        )

    def _block(self, one: Element) -> Iterator[Block]:
        match one.tag:
            case "ul" | "ol" | "dl":
                yield from self._list(one)
            case "pre":
                yield _code(one)
            case "table":
                yield self._table(one)
            case "hr":
                return
            case tag if tag in _HEADINGS:
                yield from (_strong(block) for block in self._blocks(one.children))
            case _:
                yield from self._blocks(one.children)

    def _paragraphs(self, loose: list[Element | str]) -> Iterator[Block]:
        """A paragraph for each line, which ends at a break."""
        line: list[Inline] = []
        for node in (*self.line(loose), Break()):
            if isinstance(node, Break):
                if line := _trimmed(line):
                    yield Paragraph(tuple(line))
                line = []
            else:
                line.append(node)

    def line(self, children: Iterable[Element | str]) -> Iterator[Inline]:
        """What stands in a line."""
        for one in children:
            yield from self._marked(one) if isinstance(one, str) else self._inline(one)

    def _marked(self, words: str) -> Iterator[Inline]:
        place = 0
        for found in _MARKED.finditer(words):
            if not (self.gaps if found["gap"] else self.tex):
                continue
            yield from _words(words[place : found.start()])
            place = found.end()
            if found["gap"]:
                yield Gap(int(found["gap"]))
            else:
                alone = found["alone"] or found["dollars"] or environed(found)
                inner = _DISPLAYED.sub("", found["line"] or alone)
                yield Tex(inner, display=bool(alone) or inner != found["line"])
        yield from _words(words[place:])

    def _inline(self, one: Element) -> Iterator[Inline]:
        match one.tag:
            case "br":
                yield Break()
            case "img":
                yield _image(one)
            case "math":
                yield self._math(one)
            case "sub" | "sup":
                yield Words(scripted(_SPACES.sub(" ", one.text).strip(), raised=one.tag == "sup"))
            case "a":
                yield from self._link(one)
            case tag if tag in _CODE:
                text = _SPACES.sub(" ", one.text)
                yield from [Coded(text)] if text.strip() else []
            case tag if tag in _STRONG | _STRESSED:
                yield from _stressed(list(self.line(one.children)), strong=tag in _STRONG)
            case tag if tag in _STRUCK:
                self.losses.append(
                    Loss("words-struck", f"words that are struck out ('{one.text.strip()[:40]}') are left out")
                )
            case tag if tag in _SILENT:
                self.losses.append(Loss("element-dropped", f"<{tag}> is left out: an item shows no such thing"))
            case _:
                yield from self.line(one.children)

    def _link(self, one: Element) -> Iterator[Inline]:
        target = one.attributes.get("href", "")
        yield from self.line(one.children)
        if target.startswith(("http://", "https://")) and target not in one.text:
            yield Words(f" ({target})")

    def _math(self, one: Element) -> Inline:
        try:
            return Tex(tex(one), display=one.attributes.get("display") == "block")
        except Unread as error:
            said = next((inner.text for inner in _within(one) if inner.tag == "annotation"), "")
            if said:
                return Tex(said, display=one.attributes.get("display") == "block")
            self.losses.append(Loss("formula-not-read", f"MathML with <{error}> is kept as its words"))
            return Words(_SPACES.sub(" ", one.text).strip())

    def _list(self, one: Element) -> Iterator[Block]:
        """A list, of whose items each is a line; lists within it follow."""
        items, inner = [], []
        for item in one.elements():
            lists = [child for child in item.elements() if child.tag in {"ul", "ol", "dl"}]
            kept = [child for child in item.children if child not in lists]
            line = _joined(list(self._blocks(kept)))
            if line:
                items.append(line)
            inner += lists
        if items:
            yield Items(tuple(items), numbered=one.tag == "ol")
        for deeper in inner:
            yield from self._list(deeper)

    def _table(self, one: Element) -> Block:
        spanned = False
        rows, caption = [], Words(one.attributes.get("aria-label", ""))
        said: Line = (caption,) if caption.text else ()
        for element in _within(one):
            if element.tag == "caption":
                said = tuple(_trimmed(list(self.line(element.children))))
            elif element.tag == "tr":
                cells = [cell for cell in element.elements() if cell.tag in {"td", "th"}]
                spanned |= any(
                    cell.attributes.get(span, "1") != "1" for cell in cells for span in ("colspan", "rowspan")
                )
                rows.append(tuple(_joined(list(self._blocks(cell.children))) for cell in cells))
        if spanned:
            self.losses.append(
                Loss("cells-joined", "a table has cells over several rows or columns: look where its cells stand")
            )
        return Cells(tuple(row for row in rows if row), said)


def _within(one: Element) -> Iterator[Element]:
    """All elements within, but not those of tables in tables."""
    for inner in one.elements():
        yield inner
        if inner.tag != "table":
            yield from _within(inner)


def _words(text: str) -> Iterator[Inline]:
    if text:
        yield Words(_SPACES.sub(" ", text))


def _strong(block: Block) -> Block:
    return Paragraph((Stressed(block.children, strong=True),)) if isinstance(block, Paragraph) else block


def _stressed(line: list[Inline], *, strong: bool) -> Iterator[Inline]:
    """Emphasis around what it holds; a break or a picture within it has none."""
    inner: list[Inline] = []
    for node in (*line, None):
        if node is None or isinstance(node, Break | Image | Gap):
            if any(not isinstance(one, Words) or one.text.strip() for one in inner):
                yield Stressed(tuple(inner), strong)
            elif inner:
                yield Words(" ")
            inner = []
            if node is not None:
                yield node
        else:
            inner.append(node)


def _image(one: Element) -> Image:
    width = _PIXELS.fullmatch(one.attributes.get("width", ""))
    return Image(
        one.attributes.get("src", ""), " ".join(one.attributes.get("alt", "").split()), int(width[1]) if width else 0
    )


def _code(one: Element) -> Code:
    inner = next(one.elements(), None)
    classes = f"{one.attributes.get('class', '')} {inner.attributes.get('class', '') if inner else ''}"
    language = _LANGUAGE.search(classes)
    text = one.text.removeprefix("\n")
    return Code(text.rstrip("\n"), language[1] if language else "")


def _joined(blocks: list[Block]) -> Line:
    """Blocks on one line."""
    line: list[Inline] = []
    for block in blocks:
        inner: Iterable[Inline]
        match block:
            case Paragraph(children):
                inner = children
            case Code(text):
                inner = (Coded(" ".join(text.split())),)
            case Items(items):
                inner = [
                    node for number, item in enumerate(items) for node in ([Words("; ")] if number else []) + [*item]
                ]
            case Cells(rows):
                inner = [node for row in rows for cell in row for node in (*cell, Words(" "))]
        line += [Words(" "), *inner] if line else inner
    return tuple(line)


def _trimmed(line: list[Inline]) -> list[Inline]:
    """The line without spaces at its ends, and with one space where two words meet."""
    found: list[Inline] = []
    for node in line:
        if isinstance(node, Words) and (not found or isinstance(found[-1], Words)):
            before = found.pop().text if found else ""  # type: ignore[union-attr]  # it is Words
            joined = _SPACES.sub(" ", before + node.text)
            node = Words(joined if before else joined.lstrip())  # noqa: PLW2901
            if not node.text:
                continue
        found.append(node)
    if found and isinstance(last := found[-1], Words):
        found[-1:] = [Words(last.text.rstrip())] if last.text.strip() else []
    return found
