"""A document of QTI 1.2."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.foreign.beside import Beside
from quizgen.foreign.model import Foreign
from quizgen.foreign.qti12.item import question
from quizgen.foreign.remarks import Remarks, shown
from quizgen.foreign.xml.tree import Element

ITEM = "item"
_AROUND = ("questestinterop", "assessment", "section", "objectbank")


def questions(root: Element, beside: Beside, remarks: Remarks) -> list[Foreign]:
    """The questions of a document, each in the category of its sections' titles."""
    found = [question(item, category, beside, remarks) for item, category in _items(root, "", remarks)]
    if not found:
        remarks.add("no-questions", "there is no whole <item> in the file", root.line)
    return found


def _items(element: Element, category: str, remarks: Remarks) -> Iterator[tuple[Element, str]]:
    if element.name == ITEM:
        if element.closed:
            yield element, category
        else:
            words = f"the question {shown(element.get('title'))} that begins here is not whole, and is left out"
            remarks.add("question-left-out", words, element.line)
        return
    if element.name == "section" and element.get("title"):
        category = f"{category}/{element.get('title')}".strip("/")
    for one in element:
        if one.name in {ITEM, *_AROUND}:
            yield from _items(one, category, remarks)


def title(root: Element) -> str:
    """What the document is called."""
    named = [one.get("title") for one in (root, *root.all("assessment", "objectbank")) if one.get("title")]
    return named[0] if named else ""
