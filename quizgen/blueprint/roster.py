"""Reads a roster: who sits an exam, a student a line, under a header that names the columns in any order.

Every error is a sentence with the file, the line, what is wrong there and what to do; all are told at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction

from msgspec import Struct

from quizgen.blueprint.roster_columns import Columns, columns
from quizgen.errors import Faults, UsageError
from quizgen.model import Student
from quizgen.reading.limits import control
from quizgen.reading.separated import Row, rows

LONGEST_NUMBER, LONGEST_NAME, LONGEST_EMAIL = 40, 120, 254
TOGETHER = "all"
"""What the file of all students' exams is called; none of theirs is."""
NOTES = ("key", "solutions")
"""How files beside a student's exam end; no number does."""
YES, NO = ("yes", "y", "true", "1", "x", "ja", "j"), ("no", "n", "false", "0", "", "nein")
_ROUNDED = re.compile(r"\d[.,]\d+[eE]\+\d+")
"""How a spreadsheet shows a number that is too long for it."""
_PERCENT = re.compile(r"(\d{1,3}([.,]\d+)?)\s*%?")
_UNSAFE = re.compile(r"[^\w.-]+")


class Roster(Struct, frozen=True):
    """The students in the file's order, and the titles of columns that nothing is taken from."""

    students: tuple[Student, ...]
    unused: tuple[str, ...]


def read(text: str, where: str, *, timed: bool) -> Roster:
    """The roster in the text of a CSV file; ``where`` names it in errors. More time needs an exam that is ``timed``.

    Raises Faults with everything that is wrong.
    """
    every = rows(text, where)
    if not every:
        raise UsageError(
            f"{where}: the roster is empty; write a line with the columns' names, then one for each student"
        )
    header, *entries = every
    found = columns(header.cells, f"{where}, line {header.line}")
    if not entries:
        raise UsageError(f"{where}: the roster has a header and no students; write a line for each below it")
    reading = _Reading(found, where, len(header.cells), timed=timed)
    students = tuple(student for row in entries for student in reading.student(row))
    if reading.faults:
        raise Faults(reading.faults)
    return Roster(students, found.others)


def called(student: Student) -> str:
    """What files, and whoever handles them, call a student's exam: the number, safe for any file system."""
    return _UNSAFE.sub("-", student.number).strip("-.") or "-"


class _Reading:
    """Takes the rows one by one, and remembers on which line each number and each address stood first."""

    def __init__(self, found: Columns, where: str, width: int, *, timed: bool) -> None:
        self._columns, self._where, self._width, self._timed = found, where, width, timed
        self._lines: dict[tuple[str, str], int] = {}
        self.faults: list[str] = []

    def student(self, row: Row) -> Iterator[Student]:
        """The student of a row, if nothing is wrong there."""
        told = [f"{self._where}, line {row.line}: {fault}" for fault in self._faults(row)]
        self.faults += told
        if not told:
            yield self._made(row)

    def _made(self, row: Row) -> Student:
        large = self._columns.cell("large", row.cells).casefold() in YES
        return Student(
            _composed(self._columns.cell("number", row.cells)),
            _composed(self._columns.name(row.cells)),
            self._columns.cell("email", row.cells),
            large,
            _percent(self._columns.cell("extra", row.cells)) or Fraction(0),
        )

    def _faults(self, row: Row) -> Iterator[str]:
        if len(row.cells) > self._width and any(row.cells[self._width :]):
            yield f"the row has {len(row.cells)} cells, and the header {self._width}; quote what holds a comma"
            return
        yield from self._text("number", _composed(self._columns.cell("number", row.cells)), LONGEST_NUMBER)
        yield from self._text("name", _composed(self._columns.name(row.cells)), LONGEST_NAME)
        yield from self._number(row)
        yield from self._email(row)
        yield from self._accommodated(row)

    @staticmethod
    def _text(what: str, value: str, longest: int) -> Iterator[str]:
        if not value:
            yield f"the {what} is blank; write it"
        elif len(value) > longest:
            yield f"the {what} '{value[:20]}…' has {len(value):,} characters; write at most {longest}"
        elif found := control(value):
            yield f"the {what} holds the character {found}; leave it out"

    def _number(self, row: Row) -> Iterator[str]:
        number = _composed(self._columns.cell("number", row.cells))
        name = called(Student(number, "")).casefold()
        if name == TOGETHER or name.endswith(tuple(f"-{note}" for note in NOTES)):
            yield f"the number {_cut(number)} is what another file is called; write another one"
        elif _ROUNDED.fullmatch(number):
            yield f"the number '{number}' was rounded by a spreadsheet; format the column as text and write it whole"
        elif number and (first := self._first("number", name, row)):
            yield f"the number {_cut(number)} stands in line {first}, too, or in files looks alike; give each another"

    def _email(self, row: Row) -> Iterator[str]:
        email = self._columns.cell("email", row.cells)
        if not email:
            return
        if len(email) > LONGEST_EMAIL or control(email) or "@" not in email[1:-1] or " " in email:
            yield f"'{_cut(email)}' is no e-mail address; write one such as name@example.org, or none"
        elif first := self._first("email", email, row):
            yield f"the e-mail {_cut(email)} stands in line {first}, too; give each student one, or none"

    def _accommodated(self, row: Row) -> Iterator[str]:
        large, extra = self._columns.cell("large", row.cells), self._columns.cell("extra", row.cells)
        if large.casefold() not in (*YES, *NO):
            yield f"large_print is '{_cut(large)}'; write yes or no"
        if extra and _percent(extra) is None:
            yield f"extra_time is '{_cut(extra)}'; write a percentage from 0 to 100, such as 25"
        elif extra and _percent(extra) and not self._timed:
            yield "extra_time is more of the exam's time, and the blueprint has none; write duration = 90 there"

    def _first(self, what: str, value: str, row: Row) -> int | None:
        """The line of an earlier row with the same."""
        first = self._lines.setdefault((what, value.casefold()), row.line)
        return first if first != row.line else None


def _composed(value: str) -> str:
    """One way to write letters with marks: a student is the same, whichever program wrote the file."""
    return unicodedata.normalize("NFC", value)


def _percent(value: str) -> Fraction | None:
    found = _PERCENT.fullmatch(value)
    share = Fraction(found[1].replace(",", ".")) if found else None
    return share if share is not None and share <= 100 else None


def _cut(value: str) -> str:
    return value if len(value) <= 40 else f"{value[:39]}…"
