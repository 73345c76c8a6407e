"""A file of Moodle XML."""

from __future__ import annotations

from quizgen.foreign.decoding import decoded
from quizgen.foreign.model import Foreign, ForeignFile
from quizgen.foreign.moodle.question import question
from quizgen.foreign.moodle.texts import Texts
from quizgen.foreign.remarks import Remarks, shown
from quizgen.foreign.xml.parsing import parsed
from quizgen.foreign.xml.tree import Element

QUESTION = "question"


def read(content: bytes, where: str) -> ForeignFile:
    """What the bytes of a file say."""
    remarks = Remarks()
    root = parsed(decoded(content, remarks), remarks, QUESTION)
    questions = _questions(root, remarks) if root else ()
    return ForeignFile(where, "moodle", tuple(questions), remarks.every)


def _questions(root: Element, remarks: Remarks) -> list[Foreign]:
    if root.name != "quiz":
        remarks.add("root", f"the file begins with <{root.name}>: Moodle wants <quiz> around all questions", root.line)
    found: list[Foreign] = []
    category = ""
    for element in [root] if root.name == QUESTION else root.all(QUESTION):
        if element.get("type") == "category":
            category = _category(element, category, remarks)
        elif element.closed:
            found.append(question(element, category, remarks))
        else:
            _left_out(element, remarks)
    return found


def _category(element: Element, before: str, remarks: Remarks) -> str:
    """The path of a category, as it is written."""
    path = Texts(remarks).words(element.first("category"))
    if not path:
        remarks.add(
            "category-missing", "the category has no path: write <category><text>$course$/top/NAME</text>", element.line
        )
    return path or before


def _left_out(element: Element, remarks: Remarks) -> None:
    name = Texts(Remarks()).words(element.first("name"))
    named = f" {shown(name)}" if name else ""
    remarks.add(
        "question-left-out", f"the question{named} that begins here is not whole, and is left out", element.line
    )
