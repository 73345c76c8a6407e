"""Columns of Moodle's report that hold none of the exam's questions, and questions that were not asked of everybody."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from kept import asking
from made_answers import CHOICE, NUMERICAL, TRUE_OR_FALSE
from msgspec import structs
from sat import exam, form

from quizgen.analysis import intake
from quizgen.analysis.analysing import analysis, sittings
from quizgen.analysis.moodle_strange import Strange
from quizgen.analysis.taken import Intake
from quizgen.answers import Answer
from quizgen.marking.records import QuestionKept

Cell = tuple[str, str, str]
STEMS = ("How many rows?", "How many columns?", "Is it so?")
RIGHT = ("27", "27", "False")
EXTRA: Cell = ("Which name has your dog?", "Rex", "Rex")
LEFT: Cell = ("", "", "")


def stemmed(question: QuestionKept, stem: str) -> QuestionKept:
    return structs.replace(question, stem=stem)


ANSWERS: tuple[Answer, ...] = (CHOICE, NUMERICAL, TRUE_OR_FALSE)
EXAM = exam(form(*map(stemmed, map(asking, ANSWERS), STEMS)))


def asked(place: int, given: str = "") -> Cell:
    return STEMS[place - 1], given or RIGHT[place - 1], RIGHT[place - 1]


def read(folder: Path, rows: Sequence[Sequence[Cell]]) -> Intake:
    path = folder / "moodle.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        numbers = range(1, 1 + max(map(len, rows)))
        columns = [f"{what} {number}" for number in numbers for what in ("Question", "Response", "Right answer")]
        writer.writerow(["Surname", "State", *columns])
        writer.writerows(
            [f"S{line}", "Finished", *(text for cell in row for text in cell)] for line, row in enumerate(rows)
        )
    return intake.read(path, EXAM)


def test_a_question_of_another_exam_is_left_out_counted_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, [[asked(1), EXTRA, asked(2), asked(3)]] * 3)
    assert [one.answers for one in found.sheets] == [(("B",), ("27",), ("B",))] * 3
    assert found.left_out == {"strange answers": 3}
    (note,) = found.notes
    assert note.startswith(
        f"{tmp_path / 'moodle.csv'}: question 2 ('Which name has your dog?') in all 3 attempts is none of"
    )
    assert note.endswith("put the exam's under 'Question 2' and 'Right answer 2'")


@pytest.mark.parametrize(
    "changed", [("Rows are how many?", "26", "27"), (STEMS[0], "26", "28")], ids=["its words", "its right answer"]
)
def test_a_question_that_was_changed_in_moodle_is_not_counted_as_wrong(tmp_path: Path, changed: Cell) -> None:
    found = read(tmp_path, [[changed, asked(2), asked(3, "True")]] * 12)
    assert [one.answers for one in found.sheets] == [((), ("27",), ("A",))] * 12
    told = analysis(sittings([(EXAM, found)]), "0.2.0")
    assert [one.item for one in told.items] == ["item-2", "item-3"]
    assert (told.exams[0].mean.value, told.exams[0].points, told.exams[0].doubtful) == (0.5, "2", 0)
    assert len(found.notes) == 1


def test_a_question_that_moodle_did_not_draw_for_a_student_is_no_fault(tmp_path: Path) -> None:
    found = read(tmp_path, [[asked(1), asked(2)], [asked(3), asked(1, "-")], [asked(3), LEFT]])
    assert [one.answers for one in found.sheets] == [(("B",), ("27",), ()), (("",), (), ("B",)), ((), (), ("B",))]
    assert (found.left_out, found.notes) == ({}, ())


def test_many_columns_are_told_in_one_sentence() -> None:
    strange = Strange()
    assert strange.told("By hand", 5) == ""
    for number in ("10", "2", "3", "3", "4"):
        strange.met(number, "Words " * 20 if number == "2" else "", "-", "1")
    strange.met("5", "", "-", "")
    assert strange.answers == 0
    said = strange.told("By hand", 2)
    assert said.startswith(
        "question 2 ('Words Words Words Words Words Words Wor…') in 1 of 2 attempts, question 3 in all 2"
    )
    assert " attempts, question 4 in 1 of 2 attempts and 1 more are none of 'By hand' and left out" in said
