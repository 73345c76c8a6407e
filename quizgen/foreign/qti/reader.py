"""A file of XML that holds questions of some version of QTI."""

from __future__ import annotations

from quizgen.foreign.beside import Beside
from quizgen.foreign.decoding import decoded
from quizgen.foreign.model import Foreign, ForeignFile, Sort
from quizgen.foreign.qti2 import item as new
from quizgen.foreign.qti12 import reader as old
from quizgen.foreign.remarks import Remarks
from quizgen.foreign.xml.parsing import parsed
from quizgen.foreign.xml.tree import Element

OLD = ("questestinterop", "item", "assessment", "section", "objectbank")
NEW_ITEM, NEW_TEST = ("assessmentItem", "qti-assessment-item"), ("assessmentTest", "qti-assessment-test")


def read(content: bytes, where: str) -> ForeignFile:
    """What the bytes of a file say."""
    remarks = Remarks()
    root = tree(content, remarks)
    if root is None:
        return ForeignFile(where, "qti12", (), remarks.every)
    sort = version(root)
    found = tuple(questions(root, "", Beside(), remarks))
    return ForeignFile(where, sort, found, remarks.every, old.title(root))


def tree(content: bytes, remarks: Remarks) -> Element | None:
    """The root of a document of any version."""
    text = decoded(content, remarks)
    return parsed(text, remarks, old.ITEM if "<item" in text else "")


def questions(root: Element, category: str, beside: Beside, remarks: Remarks) -> list[Foreign]:
    """The questions of a document."""
    if root.name in OLD:
        return old.questions(root, beside, remarks)
    if root.name in NEW_ITEM:
        return [new.question(root, category, beside, remarks)] if root.closed else _cut(root, remarks)
    if root.name in NEW_TEST:
        words = "a test holds no questions, only where they stand: give the package"
        remarks.add("no-questions", words, root.line)
    return []


def _cut(root: Element, remarks: Remarks) -> list[Foreign]:
    remarks.add("question-left-out", "the question is not whole, and is left out", root.line)
    return []


def version(root: Element) -> Sort:
    """The version of QTI of a document that is as it was read."""
    if root.name in OLD:
        return "qti12"
    return "qti30" if root.name.startswith("qti-") else "qti21"
