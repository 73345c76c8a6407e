"""Packages of QTI: whether the list of files is that of the archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from quizgen.foreign.xml.tree import Element
from quizgen.linting.qti import items, manifest
from quizgen.linting.rule import QTIS, About, Found, Written
from quizgen.linting.saying import shown

MANIFEST = "imsmanifest.xml"
_NOT_LISTED = re.compile(r"(?:.*/)?(?:imsmanifest\.xml|\.DS_Store|Thumbs\.db|__MACOSX/.*|.*\.xsd)$|__MACOSX/.*")
_VERSIONS = {
    "imsqti_item_xmlv2p0": False,
    "imsqti_item_xmlv2p1": False,
    "imsqti_item_xmlv2p2": False,
    "imsqti_item_xmlv3p0": True,
}


@About(
    "manifest-without-file",
    "error",
    "The list of a package's files names one that is not in the archive.",
    "Importers refuse the package, or leave the question out.",
    QTIS,
).written
def manifest_without_file(written: Written) -> Iterator[Found]:
    """Files and starting points of resources."""
    root = manifest(written)
    told: set[str] = set()
    for line, name in _listed(root) if root else ():
        if name not in written.members and name not in told:
            told.add(name)
            yield Found(line, f"{shown(name)} is listed here and not in the package: put it in", within=MANIFEST)


def _listed(root: Element) -> Iterator[tuple[int, str]]:
    for resource in root.within("resource"):
        for one in (resource, *resource.all("file")):
            address = unquote(one.get("href")).partition("?")[0]
            if address and "://" not in address:
                base = resource.get("base") if one is not resource else ""
                yield one.line, str(PurePosixPath(base) / address)


@About(
    "file-unlisted",
    "warning",
    "A file of a package is not in its list of files.",
    "Importers pass it over: name it in imsmanifest.xml.",
    QTIS,
).written
def file_unlisted(written: Written) -> Iterator[Found]:
    """Files of schemas and of systems apart."""
    root = manifest(written)
    if root:
        listed = {name for _, name in _listed(root)}
        for name in written.members:
            if name not in listed and not _NOT_LISTED.match(name):
                yield Found(
                    root.line, f"{shown(name)} is in the package and not in its list: name it there", within=MANIFEST
                )


@About(
    "manifest-missing",
    "error",
    "A package has no imsmanifest.xml at its top.",
    "Importers look for it there and nowhere else: zip what is in the folder, not the folder.",
    QTIS,
).written
def manifest_missing(written: Written) -> Iterator[Found]:
    """Of archives."""
    if written.members and MANIFEST not in written.members:
        below = next((name for name in written.members if name.endswith("/" + MANIFEST)), "")
        where = f"it stands in {shown(below)}: zip what is in that folder" if below else "write one"
        yield Found(1, f"The package has no {MANIFEST} at its top; {where}")


@About(
    "version-mixed",
    "error",
    "The list of a package's files says another version of QTI than an item is written in.",
    "Importers choose their reader by it.",
    ("qti21", "qti30"),
).written
def version_mixed(written: Written) -> Iterator[Found]:
    """By the type of the resource and the names of elements."""
    root = manifest(written)
    third = {member: item.name.startswith("qti-") for member, item in items(written)}
    for resource in root.within("resource") if root else ():
        sort, name = resource.get("type"), unquote(resource.get("href"))
        if sort in _VERSIONS and name in third and _VERSIONS[sort] != third[name]:
            said = f"{shown(sort)}, and {shown(name)} is written in QTI {3 if third[name] else 2}"
            yield Found(resource.line, f"The type is {said}: say the version that it is", within=MANIFEST)


@About(
    "resource-twice",
    "error",
    "Two resources of a package have the same identifier.",
    "Importers take one for the other.",
    QTIS,
).written
def resource_twice(written: Written) -> Iterator[Found]:
    """In its list of files."""
    root = manifest(written)
    first: dict[str, int] = {}
    for resource in root.within("resource") if root else ():
        identifier = resource.get("identifier")
        line = first.setdefault(identifier, resource.line) if identifier else resource.line
        if line != resource.line:
            words = f"The resource {shown(identifier)} is there already, in line {line}: give it another identifier"
            yield Found(resource.line, words, within=MANIFEST)


@About(
    "name-for-olat",
    "note",
    "A file of a package has a name that OpenOLAT and OPAL refuse.",
    "There no name has spaces, begins with a digit, or has a dot but before its end.",
    ("qti21",),
).written
def name_for_olat(written: Written) -> Iterator[Found]:
    """Of questions and pictures; the first."""
    for name in written.members:
        last = PurePosixPath(name).name
        if not _NOT_LISTED.match(name) and re.search(r"\s|^\d|\..*\.", last):
            yield Found(
                1, f"OpenOLAT refuses files called like {shown(last)}: use letters, digits, - and _", within=MANIFEST
            )
            return
