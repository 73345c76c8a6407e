"""Papers in one PDF for the printer, one after the other: each begins on the front of a sheet, and all stay tagged.

A paper's pages, structure, bookmarks and named heads of columns hang below those of the whole. pikepdf reads a paper at
a time; what it is made of is written as it is, with other numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import IO, TYPE_CHECKING

from msgspec import Struct

from quizgen.formats.pdf.objects import Objects
from quizgen.formats.pdf.paper import (
    ABOUT,
    BOOKMARKS,
    CATALOG,
    DOCUMENT,
    INFO,
    NAMES,
    PAGES,
    PARENTS,
    STRUCTURE,
    Paper,
    library,
)

if TYPE_CHECKING:
    import pikepdf


class _Part(Struct, frozen=True):
    """References to what of a paper hangs below the whole, and its bookmark."""

    pages: bytes
    structure: bytes
    parents: bytes
    names: bytes
    bookmark: int
    entries: bytes


class Together:
    """Takes papers one by one and writes them to a file; raises QuizgenError without pikepdf."""

    def __init__(self, file: IO[bytes], title: str, language: str) -> None:
        self._library = library()
        self._out = Objects(file, INFO)
        self._title, self._language = title, language
        self._parts: list[_Part] = []
        self._keys = self._pages = 0
        self._roles: dict[str, str] = {}
        self._about = b""

    def add(self, pdf: bytes, name: str) -> None:
        """One paper, which bookmarks call by that name."""
        with self._library.open(BytesIO(pdf)) as source:
            self._about = self._about or self._described(source)
            paper = Paper(source, len(self._parts), self._keys, self._out.take(1))
            paper.first = self._out.take(paper.last) - 1
            for number, value, data in paper.objects():
                if data is None:
                    self._out.add(number, value)
                else:
                    self._out.stream(number, value, data)
            self._parts.append(_Part(*paper.hung(), paper.bookmark, paper.entries(name)))
            self._roles |= paper.roles
            self._keys += paper.keys
            self._pages += paper.pages

    def _described(self, source: pikepdf.Pdf) -> bytes:
        """What the first paper says of itself, with the title of the whole."""
        with source.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
            about["dc:title"] = self._title
            for key in ("xmpMM:InstanceID", "xmpMM:DocumentID", "xmpTPg:NPages"):
                if key in about:
                    del about[key]
        return bytes(source.Root.Metadata.read_bytes())

    def close(self) -> None:
        """Writes what holds all papers together, of which there is at least one."""
        out = self._out
        pages = b"/Type /Pages /Count %d /Kids [ %s ]"
        out.add(PAGES, _dictionary(pages % (self._pages, _listed(one.pages for one in self._parts))))
        self._structured()
        self._bookmarked()
        out.stream(ABOUT, b"/Type /Metadata /Subtype /XML", self._about)
        out.add(INFO, _dictionary(b"/Title %s" % self._library.String(self._title).unparse()))
        out.add(CATALOG, self._catalog())
        out.close(b"/Root %d 0 R /Info %d 0 R" % (CATALOG, INFO))

    def _catalog(self) -> bytes:
        language = self._library.String(self._language).unparse()
        parts = b"/Pages %d 0 R /StructTreeRoot %d 0 R /Outlines %d 0 R /Metadata %d 0 R"
        parts %= PAGES, STRUCTURE, BOOKMARKS, ABOUT
        view = b"/ViewerPreferences << /DisplayDocTitle true /Duplex /DuplexFlipLongEdge >>"
        return _dictionary(b"/Type /Catalog /Lang %s %s %s /MarkInfo << /Marked true >>" % (language, parts, view))

    def _structured(self) -> None:
        out, parts = self._out, self._parts
        roles = b" ".join(f"{role} {meaning}".encode() for role, meaning in sorted(self._roles.items()))
        trees = b"/K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d /IDTree %d 0 R /RoleMap %s"
        trees %= DOCUMENT, PARENTS, self._keys, NAMES, _dictionary(roles)
        out.add(STRUCTURE, _dictionary(b"/Type /StructTreeRoot %s" % trees))
        kids = _listed(one.structure for one in parts)
        out.add(DOCUMENT, _dictionary(b"/Type /StructElem /S /Document /P %d 0 R /K [ %s ]" % (STRUCTURE, kids)))
        out.add(PARENTS, _dictionary(b"/Kids [ %s ]" % _listed(one.parents for one in parts)))
        named = _listed(one.names for one in parts if one.names)
        out.add(NAMES, _dictionary(b"/Kids [ %s ]" % named if named else b"/Names [ ]"))

    def _bookmarked(self) -> None:
        numbers = [one.bookmark for one in self._parts]
        for place, one in enumerate(self._parts):
            beside = b"/Prev %d 0 R " % numbers[place - 1] if place else b""
            beside += b"/Next %d 0 R " % numbers[place + 1] if place + 1 < len(numbers) else b""
            self._out.add(one.bookmark, _dictionary(b"/Parent %d 0 R %s%s" % (BOOKMARKS, beside, one.entries)))
        ends = numbers[0], numbers[-1], len(numbers)
        self._out.add(BOOKMARKS, _dictionary(b"/Type /Outlines /First %d 0 R /Last %d 0 R /Count %d" % ends))


def _dictionary(entries: bytes) -> bytes:
    return b"<< %s >>" % entries


def _listed(references: Iterable[bytes]) -> bytes:
    return b" ".join(references)
