"""What the manifest of a package lists, and the sections in which a test has its items."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from msgspec import Struct

from quizgen.foreign.xml.tree import Element

MANIFEST = "imsmanifest.xml"
_NONE = ("webcontent", "associatedcontent", "learning-application-resource", "imsbasiclti", "imswl", "imsdt")
"""What types of resources begin with that are no questions."""


class Listed(Struct, frozen=True):
    """A document that a manifest lists, by its name in the archive, with the keywords that are said of it."""

    name: str
    sort: str
    line: int
    keywords: tuple[str, ...]


def listed(root: Element, folder: str) -> Iterator[Listed]:
    """The documents of a manifest in its order."""
    seen: set[str] = set()
    for resource in root.within("resource"):
        sort = resource.get("type").lower()
        if not sort.startswith(_NONE):
            keywords = tuple(_words(one) for one in resource.within("keyword"))
            for name in _names(resource):
                path = path_of(folder, name)
                if path not in seen and path.lower().endswith((".xml", ".qti", ".dat")):
                    seen.add(path)
                    yield Listed(path, sort, resource.line, tuple(filter(None, keywords)))


def files(root: Element, folder: str) -> Iterator[tuple[str, int]]:
    """All files that a manifest names, with the line."""
    for one in root.within("file"):
        if one.get("href"):
            yield path_of(folder, one.get("href")), one.line


def title(root: Element) -> str:
    """What the manifest calls the package."""
    holder = root.first("metadata")
    named = holder.within("title") if holder else []
    return _words(named[0]) if named else ""


def sections(test: Element, folder: str, above: str = "") -> Iterator[tuple[str, str]]:
    """The items of a test with the path of the sections in which they stand."""
    for one in test:
        if one.name in {"assessmentSection", "qti-assessment-section"}:
            named = f"{above}/{one.get('title')}".strip("/") if one.get("title") else above
            yield from sections(one, folder, named)
        elif one.name in {"assessmentItemRef", "qti-assessment-item-ref"}:
            yield path_of(folder, one.get("href")), above
        elif one.name in {"testPart", "qti-test-part"}:
            yield from sections(one, folder, above)


def path_of(folder: str, name: str) -> str:
    """A name in the archive as it is written in a document of a folder."""
    return posixpath.normpath(posixpath.join(folder, unquote(name).partition("?")[0].partition("#")[0]))


def _names(resource: Element) -> list[str]:
    """The document of a resource, which Blackboard names by ``bb:file``, else its files."""
    own = resource.get("href") or resource.get("file")
    return [own] if own else [one.get("href") for one in resource.all("file") if one.get("href")]


def _words(element: Element) -> str:
    return " ".join(element.every_text.split())
