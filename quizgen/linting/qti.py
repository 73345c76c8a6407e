"""Elements of QTI by one name in all versions: ``qti-response-declaration`` is ``responseDeclaration``."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.foreign.xml.tree import Element
from quizgen.linting.rule import Written

ITEM = "assessmentItem"


def name(element: Element) -> str:
    """Its name in QTI 2."""
    return _old(element.name.removeprefix("qti-")) if element.name.startswith("qti-") else element.name


def attribute(element: Element, named: str) -> str:
    """An attribute by its name in QTI 2, which has hyphens in QTI 3."""
    found = element.attributes.get(named)
    if found is not None:
        return found
    return element.get("".join(f"-{sign.lower()}" if sign.isupper() else sign for sign in named))


def within(element: Element, *names: str) -> Iterator[Element]:
    """All elements of these names within it."""
    return (one for one in element.walk() if name(one) in names and one is not element)


def items(written: Written) -> Iterator[tuple[str, Element]]:
    """Each item of QTI 2 or 3, by the member where it stands."""
    for member, root in written.trees.items():
        if name(root) == ITEM:
            yield member, root


def old_items(written: Written) -> Iterator[tuple[str, Element]]:
    """Each item of QTI 1.2, by the member where it stands."""
    for member, root in written.trees.items():
        if root.name in {"questestinterop", "assessment", "section", "item"}:
            yield from ((member, one) for one in root.walk() if one.name == "item")


def manifest(written: Written) -> Element | None:
    """The list of a package's files."""
    root = written.trees.get("imsmanifest.xml")
    return root if root and root.name == "manifest" else None


def _old(text: str) -> str:
    first, *rest = text.split("-")
    return first + "".join(word.capitalize() for word in rest)


def named(item: Element) -> str:
    """What readers call an item."""
    return " ".join((item.get("title") or attribute(item, "identifier") or item.get("ident")).split())
