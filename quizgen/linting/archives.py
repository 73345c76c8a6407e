"""The XML in a package, as trees."""

from __future__ import annotations

from quizgen.foreign.decoding import decoded
from quizgen.foreign.packages.archive import Archive
from quizgen.foreign.remarks import Remarks
from quizgen.foreign.xml.parsing import parsed
from quizgen.foreign.xml.tree import Element
from quizgen.linting.rule import Written


def unpacked(content: bytes, where: str) -> Written:
    """The trees of a package's XML by name, and the names of all its members, within the limits of its reader."""
    archive = Archive(content, where, Remarks())
    trees: dict[str, Element] = {}
    for name in archive.names:
        held = archive.content(name) if name.lower().endswith((".xml", ".qti")) else None
        root = parsed(decoded(held, Remarks()), Remarks()) if held else None
        if root:
            trees[name] = root
    return Written(trees, tuple(archive.names))
