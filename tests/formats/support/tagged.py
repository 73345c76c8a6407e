"""Reads the tags of a PDF as their list stands, for what a judge cannot see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NumberObject


@dataclass
class Tag:
    """An element: its kind, language and words for the ear; pieces of pages and elements in order of reading."""

    kind: str
    language: str
    alt: str
    inside: list[Tag | tuple[int, int]] = field(default_factory=list)

    def tags(self) -> Iterator[Tag]:
        """This and all within, in order."""
        yield self
        for one in self.inside:
            if isinstance(one, Tag):
                yield from one.tags()

    def pieces(self) -> Iterator[tuple[int, int]]:
        """Each marked piece of a page that is read, in order."""
        for one in self.inside:
            if isinstance(one, Tag):
                yield from one.pieces()
            else:
                yield one


def tags(made: bytes) -> Tag:
    """The root; a tag without a language has that of the tag around it."""
    reader = PdfReader(BytesIO(made))
    pages = {
        page.indirect_reference.idnum: number for number, page in enumerate(reader.pages) if page.indirect_reference
    }
    root: Any = reader.root_object
    document = Tag("Root", str(root["/Lang"]), "")
    _filled(document, root["/StructTreeRoot"], pages, -1)
    return document


def _filled(into: Tag, node: Any, pages: dict[int, int], page: int) -> None:
    within = node.get("/K", ArrayObject())
    for one in within if isinstance(within, list) else [within]:
        held: Any = one.get_object()
        if isinstance(held, NumberObject):
            into.inside.append((page, int(held)))
        elif isinstance(held, DictionaryObject):
            here = pages[held.raw_get("/Pg").idnum] if "/Pg" in held else page
            if held.get("/Type") == "/MCR":
                piece: Any = held["/MCID"]
                into.inside.append((here, int(piece)))
            else:
                kind, language = str(held["/S"])[1:], str(held.get("/Lang", into.language))
                tag = Tag(kind, language, str(held.get("/Alt", "")))
                into.inside.append(tag)
                _filled(tag, held, pages, here)


def painted(made: bytes) -> list[tuple[int, int]]:
    """Each marked piece of each page, in the order in which they are painted."""
    found: list[tuple[int, int]] = []
    for number, page in enumerate(PdfReader(BytesIO(made)).pages):
        stream = page.get_contents()
        assert stream is not None
        found += [(number, int(piece)) for piece in re.findall(rb"/MCID (\d+)", stream.get_data())]
    return found
