"""Reads the files that 'quizgen quiz --result' writes, one for each student."""

from __future__ import annotations

from pathlib import Path

from quizgen.analysis.taken import Intake, Sheet
from quizgen.errors import UsageError
from quizgen.marking.records import ExamKept, FormKept
from quizgen.sets import result
from quizgen.sets.result import Result

SUFFIX = "*.json"


def files(folder: Path) -> list[Path]:
    """The files of that sort in a folder, by their names; others are no business of ours."""
    return [path for path in sorted(folder.glob(SUFFIX)) if path.is_file() and _is_one(path)]


def _is_one(path: Path) -> bool:
    with path.open("rb") as file:
        return result.begins(file.read(result.HEAD))


def intake(content: bytes, exam: ExamKept, where: str) -> Intake:
    """The sheet of one file; raises QuizgenError for what is none, UsageError for answers to another exam."""
    found = result.read(content, where)
    form = _form(found, exam, where)
    columns = [column for question in form.questions for column in question.columns]
    if set(found.answers) != set(columns):
        strange = min(set(found.answers) ^ set(columns))
        raise UsageError(f"{where}: form {form.form} of '{exam.title}' and these answers differ in question {strange}")
    answers = tuple(tuple(found.answers[column] for column in one.columns) for one in form.questions)
    return Intake((Sheet(found.number or found.name, form, answers, found.sitting),))


def _form(found: Result, exam: ExamKept, where: str) -> FormKept:
    """The form with the seal that the answers carry."""
    if not found.seal:
        raise UsageError(
            f"{where} has answers to items that were generated ('{found.title}'), which have no exam: only those to "
            "exam.json or to a blueprint can be analysed"
        )
    form = next((one for one in exam.forms if one.seal == found.seal), None)
    if form is None or (found.exam and found.exam != exam.seal):
        raise UsageError(
            f"{where} has answers to form {found.form} of '{found.title}' with the seal {found.seal}, and the exam "
            f"given with --exam, '{exam.title}', has no such form: give the exam that was sat"
        )
    return form
