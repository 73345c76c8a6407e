"""HTML, well-formed or not, as a tree of elements and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from msgspec import Struct, field

VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "mspace",
    ]
)
"""Elements without an end; ``mspace`` holds nothing either."""
BLOCKS = frozenset(
    [
        "p",
        "div",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "pre",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "hr",
        "section",
        "article",
        "header",
        "footer",
        "figure",
        "figcaption",
        "center",
        "address",
        "fieldset",
        "form",
    ]
)
_ENDED_BY = {
    "p": BLOCKS - {"td", "th", "tr", "caption", "li", "dd", "dt"},
    "li": frozenset({"li"}),
    "td": frozenset({"td", "th", "tr"}),
    "th": frozenset({"td", "th", "tr"}),
    "tr": frozenset({"tr"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
}
"""What ends an element that nobody ended."""
_HOLDERS = frozenset({"table", "ul", "ol", "dl"})
DEEPEST = 100
_DECLARES = re.compile(r"<!(?!--|\[CDATA\[|doctype\b)", re.IGNORECASE)
"""Where a declaration begins that is none of HTML, which Python's parser refuses."""


class Element(Struct):
    """An element by its name in small letters without a prefix; children are elements and words."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All words within."""
        return "".join(one if isinstance(one, str) else "\n" if one.tag == "br" else one.text for one in self.children)

    def elements(self) -> Iterator[Element]:
        """The elements directly within."""
        return (one for one in self.children if isinstance(one, Element))


class _Builder(HTMLParser):
    """Builds the tree; ends that open nothing are passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = tag.rpartition(":")[2]
        while self._ends(name):
            self._open.pop()
        made = Element(name, {key.lower(): value or "" for key, value in attrs})
        self._open[-1].children.append(made)
        if name not in VOID and len(self._open) < DEEPEST:
            self._open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        before = len(self._open)
        self.handle_starttag(tag, attrs)
        del self._open[before:]

    def handle_endtag(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == name:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def unknown_decl(self, data: str) -> None:
        """A CDATA section within HTML is read as the words that it holds."""
        self._open[-1].children.append(re.sub(r"^CDATA\[", "", data))

    def _ends(self, name: str) -> bool:
        """Whether the innermost element that may be left open is ended by one of that name."""
        top = self._open[-1]
        return top.tag not in _HOLDERS and name in _ENDED_BY.get(top.tag, ())


def parsed(html: str) -> Element:
    """The tree of a passage; whatever stands there is read as browsers read it, more or less."""
    builder = _Builder()
    builder.feed(_DECLARES.sub("&lt;!", html))
    builder.close()
    return builder.root
