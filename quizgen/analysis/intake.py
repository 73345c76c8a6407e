"""Reads a file of answers, whichever of the three sorts of tables it is, or one student's."""

from __future__ import annotations

from pathlib import Path

from quizgen.analysis import fitting, handed_in, moodle, plain
from quizgen.analysis.moodle import Attempt
from quizgen.analysis.taken import Intake
from quizgen.errors import UsageError
from quizgen.marking.records import ExamKept
from quizgen.reading import files, separated
from quizgen.sets.result import HEAD, is_json

MOST = 40_000_000
"""Bytes of a table: Moodle writes every question's text into every row."""
ARCHIVE = b"PK\x03\x04"
"""How workbooks of Excel and LibreOffice begin."""


def read(path: Path, exam: ExamKept, attempt: Attempt = "first") -> Intake:
    """The sheets of our results.csv, of Moodle's report of responses, of a plain table, or what one student handed in.

    Raises UsageError, with file and line, for what is none of them or does not fit the exam.
    """
    if not files.is_regular(path):
        raise UsageError(f"{files.missing(path)}; give a table of answers as CSV, such as results.csv")
    with path.open("rb") as file:
        head = file.read(HEAD)
        if head.startswith(ARCHIVE):
            raise UsageError(f"{path} is a workbook or an archive, no CSV; save its table as 'CSV UTF-8'")
    if is_json(head):
        return handed_in.intake(path.read_bytes(), exam, str(path))
    rows = separated.rows(files.text(path, MOST), str(path), MOST)
    if not rows:
        raise UsageError(f"{path}: the table is empty; it needs a row of names and a row for each student")
    if moodle.is_moodle(rows[0]):
        return moodle.sheets(rows, exam, str(path), attempt)
    fitting.require_scan(path, exam)
    found = plain.sheets(rows, exam, str(path))
    fitting.require(found.sheets, exam, str(path))
    return found
