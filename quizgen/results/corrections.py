"""What a human settled: answers and numbers of pages, pages that are none, and cells of the table of results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import msgspec
from msgspec import Struct, field

from quizgen.errors import QuizgenError, UsageError
from quizgen.sheets.place import Place

SCHEMA = 1


class Answer(msgspec.Struct, frozen=True, tag="answer", tag_field="what"):
    """What a field of a page says; question 0 is the student's number, an empty value a blank one."""

    page: str
    question: int
    part: str
    index: int
    value: str

    @property
    def place(self) -> Place:
        """Which field it is."""
        return Place(self.question, self.part, self.index)

    @property
    def about(self) -> tuple[str, ...]:
        """What it settles."""
        return "answer", self.page, *map(str, self.place)

    @property
    def said(self) -> str:
        """What it says."""
        return self.value


class Sheet(msgspec.Struct, frozen=True, tag="sheet", tag_field="what"):
    """Which page of which form a page is that could not be read; ``form`` is empty where it is no answer sheet."""

    page: str
    form: str
    number: int = 1

    @property
    def about(self) -> tuple[str, ...]:
        """What it settles."""
        return "sheet", self.page

    @property
    def said(self) -> str:
        """What it says."""
        return f"{self.form}, page {self.number}" if self.form else "left out"


class Cell(msgspec.Struct, frozen=True, tag="cell", tag_field="what"):
    """What stands in a column of a student's row, as somebody edited the table."""

    form: str
    number: str
    column: str
    value: str

    @property
    def about(self) -> tuple[str, ...]:
        """What it settles."""
        return "cell", self.form, self.number, self.column

    @property
    def said(self) -> str:
        """What it says."""
        return self.value


Correction: TypeAlias = Answer | Sheet | Cell


class Corrections(msgspec.Struct, frozen=True):
    """A file of corrections to the results of the exam with that seal."""

    schema: int
    exam: str
    corrections: tuple[Correction, ...]


class Settled(Struct):
    """All that was settled, each once; ``unused`` says of what was named that it is not there, or cannot be."""

    every: dict[tuple[str, ...], Correction] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)

    def add(self, corrections: Iterable[Correction], where: str) -> None:
        """Takes them up; what was settled otherwise before is named with what it was."""
        for one in corrections:
            before = self.every.get(one.about)
            if before is not None and before.said != one.said:
                self.changed.append(
                    f"{where}: {told(one)} is {_quoted(one.said)} now, and was settled as {_quoted(before.said)}"
                )
            self.every[one.about] = one

    def reject(self, faults: Iterable[tuple[Correction, str]]) -> None:
        """Names what cannot be used, each with its fault, and forgets it."""
        for one, fault in [*faults]:
            self.unused.append(f"{told(one)}: {fault}")
            del self.every[one.about]

    def answers(self, page: str) -> Mapping[Place, str]:
        """What fields of a page say."""
        return {one.place: one.value for one in self.every.values() if isinstance(one, Answer) and one.page == page}

    def sheet(self, page: str) -> Sheet | None:
        """What a page is."""
        found = self.every.get(("sheet", page))
        return found if isinstance(found, Sheet) else None

    def kept(self, exam: str) -> bytes:
        """All of it as a file."""
        return encoded(Corrections(SCHEMA, exam, tuple(self.every.values())))


def told(correction: Correction) -> str:
    """What a correction is about, in words."""
    match correction:
        case Answer(page, 0):
            return f"the student's number on page {_page(page)}"
        case Answer(page, question, part, index):
            return f"question {question}{part}{f' ({index + 1})' if index else ''} on page {_page(page)}"
        case Sheet(page):
            return f"page {_page(page)}"
        case Cell(form, number, column):
            return f"question {column} of {number or 'no number'} ({form})"


def encoded(corrections: Corrections) -> bytes:
    """A file of corrections, one a line."""
    about = {"schema": corrections.schema, "exam": corrections.exam}
    head = msgspec.json.encode(about).removesuffix(b"}")
    every = b",\n".join(msgspec.json.encode(one) for one in corrections.corrections)
    return head + b',"corrections":[\n' + every + b"\n]}\n"


def decoded(content: bytes, exam: str, where: str) -> Sequence[Correction]:
    """The corrections of a file ``where``; raises UsageError for another exam's, and for what is none."""
    try:
        found = msgspec.json.decode(content, type=Corrections)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(
            f"{where} holds no corrections ({str(error)[:80]}): give the file that review.html downloads"
        ) from None
    if found.schema != SCHEMA:
        raise QuizgenError(f"{where} has version {found.schema} of its schema, and this quizgen reads version {SCHEMA}")
    if found.exam != exam:
        raise UsageError(f"{where} corrects the exam {found.exam}, and this one is {exam}: give the file of this exam")
    return found.corrections


def _page(key: str) -> str:
    digest, _, number = key.partition(":")
    return f"{number} of the file {digest[:8]}…"


def _quoted(value: str) -> str:
    return f"'{value}'" if value else "blank"
