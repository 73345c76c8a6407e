"""Forms whose questions mean nothing, printed like any exam: only their answer sheets are of interest."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pypdfium2
from msgspec import Struct

from quizgen.answers import Answer, Choice, Matching, Multiple, Numerical, Option
from quizgen.formats.answer_sheet import answer_sheet
from quizgen.formats.pdf.format import pdf
from quizgen.model import Evidence, Form, Item, Part, Question, Sitting, Student
from quizgen.scanning.pictures import Grey
from quizgen.sheets.page import Page
from quizgen.space.keyed import digest
from quizgen.text import Text

SCALE = 300 / 25.4
"""Pixels a millimetre of printed pages."""
DIGITS = 7
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class Printed(Struct, frozen=True):
    """The sheet of a form on paper; the number of the student whose it is, empty where anybody may take it."""

    seal: str
    pages: tuple[Page, ...]
    paper: tuple[Grey, ...]
    student: str = ""


def printed(seed: str, name: str, student: str = "", numbers: int = 3) -> Printed:
    """The sheet of one form, on two pages with at least 7 numbers to be written."""
    whose = Student(student, "Trial") if student else None
    form = Form(
        "Trial", seed, _items(numbers), name, seal=_seal(seed, name), sitting=Sitting(sheet=DIGITS), student=whose
    )
    pages = tuple(one.page for one in answer_sheet(form))
    return Printed(form.seal, pages, tuple(rendered(pdf(form), len(pages))), student)


def _items(numbers: int) -> tuple[Item, ...]:
    choices = [Choice(_options(4 + at % 2), 0) for at in range(18)]
    several = [Multiple(_options(5), frozenset({0, 1})) for _ in range(4)]
    matching = Matching((Text("p"), Text("q"), Text("r")), _options(4), (0, 1, 2))
    answers: tuple[Answer, ...] = (*choices, *several, matching, *(Numerical(113) for _ in range(numbers)))
    return tuple(_item(at, answer) for at, answer in enumerate(answers))


def _options(number: int) -> tuple[Option, ...]:
    return tuple(Option(Text("an option"), place) for place in range(number))


def _item(at: int, answer: Answer) -> Item:
    part = Part(answer, ())
    question = Question(f"trial-{at}", "trial", "trial", "easy", "trial", {}, Text("Trial?"), (part,), "", "here")
    return Item(question, Evidence("", ()))


def _seal(seed: str, name: str) -> str:
    number = digest("scan trial", seed, name)
    return "".join(LETTERS[number >> 5 * place & 31] for place in range(10))


def rendered(made: bytes, last: int) -> Iterator[Grey]:
    """The last pages of a PDF, so many: those of an answer sheet."""
    with pypdfium2.PdfDocument(made) as document:
        for at in range(len(document) - last, len(document)):
            bitmap = document[at].render(scale=SCALE * 25.4 / 72, grayscale=True)
            grey = np.array(bitmap.to_numpy(), np.uint8)
            bitmap.close()
            yield grey.reshape(grey.shape[:2])
