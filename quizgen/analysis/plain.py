"""Reads results.csv, and any table with a row for each student and a column for each question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from quizgen.analysis import columns
from quizgen.analysis.taken import Intake, Sheet
from quizgen.errors import UsageError
from quizgen.marking.given import DOUBTFUL
from quizgen.marking.records import ExamKept, FormKept
from quizgen.reading.advice import advice
from quizgen.reading.separated import Row
from quizgen.text.counted import many

TWICE = "number twice"
"""The state of sheets of several students that have one number, in results.csv."""


def sheets(rows: Sequence[Row], exam: ExamKept, where: str) -> Intake:
    """The answers of the rows below the head; raises UsageError, with the line, for what does not fit the exam."""
    head, *others = rows
    reader = _Reader(
        exam, where, columns.known(head.cells), columns.questions(head.cells, exam, where), len(head.cells)
    )
    forms = [reader.form(row) for row in others]
    columns.require(forms, reader.places, where)
    found = [reader.sheet(row, form) for row, form in zip(others, forms, strict=True)]
    _once(found, others, where)
    return Intake(tuple(found))


class _Reader:
    """Reads rows whose columns are known."""

    def __init__(
        self, exam: ExamKept, where: str, known: Mapping[str, int], places: Mapping[str, int], width: int
    ) -> None:
        self._exam, self._where, self._known, self.places, self._width = exam, where, known, places, width
        self._forms = {form.form.casefold(): form for form in exam.forms}
        self._students = {form.student.number: form for form in exam.forms if form.student}
        # A spreadsheet takes a number for one and drops its zeros.
        self._digits = max(map(len, self._students), default=0)

    def sheet(self, row: Row, form: FormKept) -> Sheet:
        """The answers of a row to its form."""
        answers = tuple(tuple(self._cell(row, name) for name in one.columns) for one in form.questions)
        self._nothing_else(row, form)
        return Sheet(self._who(row, form), form, answers)

    def _not_wider(self, row: Row) -> None:
        """Raises UsageError for cells that have no column: a comma within a cell moved all that stand behind it."""
        if any(row.cells[self._width :]):
            raise self._error(
                row,
                f"there are {len(row.cells)} cells and {many(self._width, 'column')}; put cells with commas in quotes, "
                "or part cells by semicolons",
            )

    def _who(self, row: Row, form: FormKept) -> str:
        """The number or the name, unless it is not settled."""
        if TWICE in self._at(row, "state") and not form.student:
            return ""
        known = [self._at(row, "number"), self._at(row, "name")]
        return next((one for one in known if one and DOUBTFUL not in one), "")

    def form(self, row: Row) -> FormKept:
        """The form that the row names, by itself or by its student, or the only one."""
        self._not_wider(row)
        name, number = self._at(row, "form"), self._at(row, "number")
        if name:
            if name.casefold() in self._forms:
                return self._forms[name.casefold()]
            raise self._error(
                row, f"there is no form '{name}' in '{self._exam.title}'; {advice(name, self._forms_told())}"
            )
        if form := self._students.get(number) or self._students.get(number.zfill(self._digits)):
            return form
        if len(self._exam.forms) == 1:
            return self._exam.forms[0]
        if self._students:
            told = f"no form was made for the number '{number}'" if number else "the number is missing"
            raise self._error(row, f"{told}, which says which form it is; write it, or the form's name under 'form'")
        raise self._error(row, f"there are {len(self._exam.forms)} forms; write under 'form' which one was answered")

    def _forms_told(self) -> Iterator[str]:
        return (form.form for form in self._exam.forms)

    def _cell(self, row: Row, name: str) -> str:
        place = self.places.get(name)
        return "" if place is None or place >= len(row.cells) else row.cells[place]

    def _nothing_else(self, row: Row, form: FormKept) -> None:
        """Raises UsageError where something stands in a column that the form does not have."""
        own = {name for one in form.questions for name in one.columns}
        for name in self.places:
            if name not in own and self._cell(row, name):
                raise self._error(row, f"there is an answer to {name}, and form {form.form} has no such question")

    def _at(self, row: Row, what: str) -> str:
        place = self._known.get(what)
        return "" if place is None or place >= len(row.cells) else row.cells[place]

    def _error(self, row: Row, reason: str) -> UsageError:
        return UsageError(f"{self._where}, line {row.line}: {reason}")


def _once(found: Sequence[Sheet], rows: Sequence[Row], where: str) -> None:
    """Raises UsageError for a student who has two rows."""
    times = Counter(sheet.who for sheet in found)
    for sheet, row in zip(found, rows, strict=True):
        if sheet.who and times[sheet.who] > 1:
            raise UsageError(f"{where}, line {row.line}: '{sheet.who}' has {times[sheet.who]} rows; leave one")
