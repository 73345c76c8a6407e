"""The same answers from a scan, from Moodle and from a plain table give the same analysis."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from io import StringIO
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from click.testing import CliRunner
from moodle_export import attempt, export, questions
from simulated import Class

from quizgen.analysis import intake
from quizgen.analysis.analysing import analysis, sittings
from quizgen.analysis.taken import Intake, Sheet
from quizgen.cli import main
from quizgen.marking.reader import read
from quizgen.marking.records import ExamKept, PartKept

KINDS = {"choice", "multiple", "numerical", "matching", "ordering", "grid"}
HERE = Path(__file__).parent


@dataclass(frozen=True)
class Drawn:
    """An exam with an item of every kind, its questions in Moodle's XML by form, and a class that sat it."""

    exam: ExamKept
    xml: dict[str, list[Any]]
    sheets: tuple[Sheet, ...]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Drawn:
    folder = tmp_path_factory.mktemp("all") / "kinds"
    asked = [
        "exam",
        str(HERE / "all-kinds.toml"),
        "--forms",
        "2",
        "--seed",
        "3",
        "--format",
        "moodle",
        "-o",
        str(folder),
    ]
    assert CliRunner().invoke(main, asked).exit_code == 0
    exam = read(folder)
    xml = {form.form: questions((folder / f"all-kinds-{form.form.lower()}.xml").read_bytes()) for form in exam.forms}
    sat, _ = Class(60, {"ignores-padding": 0.4}).sit(exam, 4)
    return Drawn(exam, xml, tuple(map(_moodle_could, sat.sheets)))


def _moodle_could(sheet: Sheet) -> Sheet:
    """A shape is chosen from a menu there: whoever writes another one leaves the cell blank."""
    answers = [
        tuple(_from_menu(part, text) for part, text in zip(question.parts, texts, strict=True))
        for question, texts in zip(sheet.form.questions, sheet.answers, strict=True)
    ]
    return Sheet(sheet.who, sheet.form, tuple(answers))


def _from_menu(part: PartKept, text: str) -> str:
    if not part.cells or not text:
        return text
    return "; ".join(
        "" if isinstance(cell.key, list) and "x" not in wrote else wrote
        for cell, wrote in zip(part.cells, text.split("; "), strict=True)
    )


def table(sheets: Sequence[Sheet], cell: Callable[[PartKept, str], str], head: Sequence[str] = ()) -> str:
    """A row for each student, the columns in any order."""
    columns = sorted({name for sheet in sheets for one in sheet.form.questions for name in one.columns})
    random.Random(5).shuffle(columns)  # noqa: S311 - an order, no secret
    text = StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["Number", *head, "Form", *[f"Q{name}" for name in columns]])
    for sheet in sheets:
        found = {
            name: cell(part, wrote)
            for one, texts in zip(sheet.form.questions, sheet.answers, strict=True)
            for name, part, wrote in zip(one.columns, one.parts, texts, strict=True)
        }
        writer.writerow([sheet.who, *["" for _ in head], sheet.form.form, *[found.get(name, "") for name in columns]])
    return text.getvalue()


def letters(_: PartKept, wrote: str) -> str:
    return wrote


def in_words(part: PartKept, wrote: str) -> str:
    """The value or the text of the option that was chosen, where it is one."""
    return part.options[ord(wrote) - ord("A")].text if part.kind == "choice" and wrote else wrote


def told(path: Path, text: str, exam: ExamKept, attempts: Any = "first") -> object:
    """Everything that is found in the table."""
    path.write_text(text, encoding="utf-8-sig", newline="")
    found = analysis(sittings([(exam, intake.read(path, exam, attempts))]), "0.2.0")
    return msgspec.to_builtins(found)


@pytest.mark.slow
def test_moodles_export_and_plain_tables_give_the_analysis_of_the_scan(drawn: Drawn, tmp_path: Path) -> None:
    dice = np.random.default_rng(8)
    rows = [attempt(one.who, one.form, drawn.xml[one.form.form], one.answers, dice) for one in drawn.sheets]
    assert {part.kind for form in drawn.exam.forms for one in form.questions for part in one.parts} == KINDS
    scanned = told(
        tmp_path / "results.csv", table(drawn.sheets, letters, ["name", "points", "of", "state"]), drawn.exam
    )
    assert told(tmp_path / "plain.csv", table(drawn.sheets, in_words), drawn.exam) == scanned
    assert told(tmp_path / "moodle.csv", export(rows), drawn.exam) == scanned


@pytest.mark.slow
def test_of_several_attempts_the_first_or_the_last_counts_and_unfinished_ones_do_not(
    drawn: Drawn, tmp_path: Path
) -> None:
    dice = np.random.default_rng(9)
    again = [
        Sheet(one.who, other.form, other.answers) for one, other in zip(drawn.sheets, drawn.sheets[2:], strict=False)
    ]
    rows = [
        attempt(one.who, one.form, drawn.xml[one.form.form], one.answers, dice, state=state)
        for sheets, state in ((drawn.sheets, "Finished"), (again, "Finished"), (drawn.sheets[:3], "In progress"))
        for one in sheets
    ]
    path = tmp_path / "moodle.csv"
    path.write_text(export(rows), encoding="utf-8")
    left_out = {"further attempts": 58, "unfinished": 3}
    for attempts, sheets in (("first", drawn.sheets), ("last", [*again, *drawn.sheets[58:]])):
        found = intake.read(path, drawn.exam, attempts)  # type: ignore[arg-type]
        assert found.left_out == left_out
        assert [one.form.form for one in found.sheets] == [one.form.form for one in sheets]
        assert _marks(found.sheets, drawn.exam) == _marks(sheets, drawn.exam)


def _marks(sheets: Sequence[Sheet], exam: ExamKept) -> list[Fraction]:
    return [taker.total for taker in sittings([(exam, Intake(tuple(sheets)))])[0].takers]
