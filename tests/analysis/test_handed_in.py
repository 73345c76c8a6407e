"""What students hand in from the terminal is analysed as the same answers in a table are."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

from quizgen.cli import main
from quizgen.marking.records import ExamKept, FormKept, PartKept
from quizgen.sets import result
from quizgen.sets.result import NOTE, SCHEMA

STUDENTS = 40
EXAM = Path(__file__).parent / "midterm.json"
Answers = dict[str, str]
Hand = Callable[..., Path]


def answer(part: PartKept, dice: Random) -> str:
    """Right, or wrong in some way, or nothing."""
    if dice.random() < 0.1:
        return ""
    if part.kind == "choice":
        return dice.choice(part.options).letter
    if part.kind == "multiple":
        return "".join(one.letter for one in part.options if dice.random() < 0.5)
    return str(dice.choice([part.key, *(one.value for one in part.options)]))


def answers(form: FormKept, seed: int) -> Answers:
    dice = Random(seed)  # noqa: S311 - a class is made up
    return {
        column: answer(part, dice)
        for question in form.questions
        for column, part in zip(question.columns, question.parts, strict=True)
    }


@pytest.fixture
def hand(exam: ExamKept, tmp_path: Path) -> Hand:
    """Writes what a student hands in; other keys than those of the exam may be given."""

    def handed(form: FormKept, wrote: Answers, number: str, folder: str = "in", **other: object) -> Path:
        keys = {
            "schema": SCHEMA,
            "quizgen": "0.2.0",
            "proctored": False,
            "note": NOTE,
            "title": exam.title,
            "number": number,
            "name": "",
            "form": form.form,
            "seal": form.seal,
            "exam": exam.seal,
            "questions": "00",
            "seed": "",
            "sitting": f"sitting of {number}",
            "begun": datetime(2026, 12, 1, 9, tzinfo=UTC),
            "ended": datetime(2026, 12, 1, 10, tzinfo=UTC),
            "minutes": 75,
            "answers": wrote,
            "seconds": {},
            "points": 0,
            "of": 40,
        }
        made = result.Result(**{**keys, **other})  # type: ignore[arg-type]  # of all sorts
        path = tmp_path / folder / f"{number or 'nobody'}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(result.written(made))
        return path

    return handed


def analyze(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["analyze", *map(str, arguments), "--exam", str(EXAM)])


def test_files_a_folder_of_them_and_a_table_tell_the_same(exam: ExamKept, hand: Hand, tmp_path: Path) -> None:
    every = [(f"{number:04}", exam.forms[number % len(exam.forms)]) for number in range(STUDENTS)]
    wrote = {number: answers(form, int(number)) for number, form in every}
    paths = [hand(form, wrote[number], number) for number, form in every]
    columns = list(wrote["0000"])
    table = tmp_path / "table.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["number", "form", *columns])
        writer.writerows([number, form.form, *(wrote[number][one] for one in columns)] for number, form in every)
    for name, given in {"table": [table], "files": paths, "folder": [paths[0].parent]}.items():
        found = analyze(*given, "-o", tmp_path / name)
        assert found.exit_code == 0, found.output
    told = (tmp_path / "table" / "analysis.json").read_bytes()
    assert json.loads(told)["students"] == STUDENTS
    for name in ("files", "folder"):
        assert (tmp_path / name / "analysis.json").read_bytes() == told


def refused(*arguments: object) -> str:
    found = analyze(*arguments)
    assert found.exit_code != 0
    assert len(found.stderr) <= 300
    return " ".join(found.stderr.split())


def test_answers_to_another_form_or_exam_are_refused(exam: ExamKept, hand: Hand) -> None:
    form = exam.forms[0]
    wrote = answers(form, 1)
    assert "has no such form: give the exam that was sat" in refused(hand(form, wrote, "1", seal="OTHERSEAL2"))
    assert "has no such form: give the exam that was sat" in refused(hand(form, wrote, "2", exam="OTHERSEAL2"))
    assert "items that were generated" in refused(hand(form, wrote, "3", seal="", exam=""))
    assert "differ in question 20" in refused(hand(form, {**wrote, "20": "A", "20b": "A"}, "4"))


def test_a_form_that_was_drawn_by_its_seed_alone_belongs_to_the_exam_of_that_seed(exam: ExamKept, hand: Hand) -> None:
    form = exam.forms[0]
    path = hand(form, answers(form, 1), "1", exam="", seed="7")
    assert analyze(path, "-o", path.parent / "out").exit_code == 0


def test_a_student_or_a_sitting_that_comes_twice_is_told(exam: ExamKept, hand: Hand) -> None:
    form = exam.forms[0]
    first, second = hand(form, answers(form, 1), "0815"), hand(form, answers(form, 2), "0815", folder="other")
    assert "'0815' is in two of the files" in refused(first, second)
    nobody = hand(form, answers(form, 1), ""), hand(form, answers(form, 1), "", folder="other")
    assert "the same sitting" in refused(*nobody)
    named = hand(form, answers(form, 1), "", folder="a", name="Ada", sitting="x")
    assert analyze(first, named, "-o", first.parent / "out").exit_code == 0


def test_a_file_that_somebody_changed_is_refused(exam: ExamKept, hand: Hand) -> None:
    form = exam.forms[0]
    path = hand(form, answers(form, 1), "0815")
    path.write_text(path.read_text("utf-8").replace('"0815"', '"0816"'), "utf-8")
    assert "was changed after quizgen wrote it" in refused(path)


def test_other_json_in_a_folder_is_passed_over_and_alone_refused(exam: ExamKept, hand: Hand) -> None:
    form = exam.forms[0]
    path = hand(form, answers(form, 1), "0815")
    (path.parent / "package.json").write_text('{"name": "something"}', "utf-8")
    assert analyze(path.parent, "-o", path.parent / "out").exit_code == 0
    assert "no file that 'quizgen quiz --result' wrote" in refused(path.parent / "package.json")
