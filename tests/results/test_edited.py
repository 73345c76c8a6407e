from __future__ import annotations

from fractions import Fraction

import pytest
from scanned import FEW, RIGHT, accounted, exam, form, page, whole

from quizgen.errors import UsageError
from quizgen.results.claims import Claim, unmet
from quizgen.results.corrections import Cell
from quizgen.results.edited import Edited, corrections
from quizgen.results.rows import mark, table

A = form("A", FEW)
SAID = {column: RIGHT[column] for column in A.columns}
ONE = exam(A, names={"01234": '=Ada, "Countess"', "12345": "Emmy"})
LINES = [*whole(A, "01234", SAID), page(A, "12345", {**SAID, "1": ""}, faint={"1": "B"})]
FOUND = accounted(LINES, ONE)
TEXT = b"".join(table(mark(FOUND.papers.every, None), ONE)).decode("utf-8-sig")


def edited(text: str) -> tuple[list[tuple[str, str, str]], list[str]]:
    found = corrections(text, "r.csv", FOUND.papers, ONE)
    cells = [(one.number, one.column, one.value) for one in found.cells if isinstance(one, Cell)]
    return cells, [*found.faults]


def test_the_table_as_it_was_written_corrects_nothing() -> None:
    assert TEXT.splitlines()[0] == "number,name,form,points,of,state,1,2,3,4"
    assert edited(TEXT) == ([], [])


def test_a_cell_that_was_edited_is_a_correction() -> None:
    assert edited(TEXT.replace("?", "B")) == ([("12345", "1", "B")], [])
    assert edited(TEXT.replace("?", "")) == ([("12345", "1", "")], [])


def test_numbers_whose_zeros_a_spreadsheet_dropped_are_known() -> None:
    assert edited(TEXT.replace("01234", "1234").replace("B,AC", "C,AC")) == ([("01234", "1", "C")], [])


def test_semicolons_between_cells_are_read() -> None:
    text = "number;form;1\n12345;A;D\n"
    assert edited(text) == ([("12345", "1", "D")], [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TEXT.replace("12345", "99999"), "r.csv, line 3: the number 99999: nothing was read of it"),
        (TEXT.replace("?", "X"), "r.csv, line 3: question 1 cannot be 'X'"),
    ],
)
def test_what_cannot_be_put_anywhere_is_named(text: str, said: str) -> None:
    assert edited(text) == ([], [said])


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "number,name\n12345,x\n", "1,2\nB,AC\n"])
def test_another_table_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(UsageError, match=r"r\.csv is no table of results"):
        edited(text)


def test_a_column_that_the_exam_does_not_have_is_refused() -> None:
    with pytest.raises(UsageError, match="the exam has no question 44"):
        edited("number,1,44\n12345,B,A\n")


def test_rows_of_a_number_that_came_twice_may_stay_as_they_are() -> None:
    twice = accounted([*whole(A, "01234", SAID), page(A, "01234", {**SAID, "1": "C"}, scan="other")], ONE)
    text = b"".join(table(mark(twice.papers.every, None), ONE)).decode("utf-8-sig")
    assert corrections(text, "r.csv", twice.papers, ONE) == Edited([], [], [])
    found = corrections(text.replace("C,AC", "D,AC"), "r.csv", twice.papers, ONE)
    assert found.faults == ["r.csv, line 3: the number 01234: there are 2 rows of it"]


@pytest.mark.parametrize("cell", ["D", "B"])
def test_two_rows_of_a_student_are_refused_whether_they_differ_or_not(cell: str) -> None:
    text = f"number,form,1\n1234,A,B\n12345,A,B\n01234,A,{cell}\n"
    with pytest.raises(UsageError, match=r"^r\.csv, line 4: the number 01234 has a row in line 2 already; leave one$"):
        edited(text)


def test_two_columns_of_a_name_are_refused() -> None:
    with pytest.raises(UsageError, match=r"^r\.csv: two columns are called 1; leave one$"):
        edited("number,form,1,2,1\n12345,A,B,A,C\n")


@pytest.mark.parametrize(
    ("cell", "met"),
    [("4", True), ("4.0", True), ("4,00", True), ("", True), ("3.9", False), ("16", False), ("04. May", False)],
)
def test_points_are_those_of_the_answers_as_far_as_they_are_written(cell: str, *, met: bool) -> None:
    claim, marks = Claim("A", "01234", cell), mark(FOUND.papers.every, None)
    points = {one.paper.number: one.points for one in marks}
    assert (points["01234"], points["12345"]) == (Fraction(4), None)
    assert unmet([claim], marks) == ([] if met else [claim])
    assert unmet([Claim("A", "12345", cell)], marks) == ([] if not cell else [Claim("A", "12345", cell)])


def test_points_may_be_rounded_as_a_spreadsheet_shows_them() -> None:
    third = Fraction(29, 3)
    assert [Claim("A", "1", cell).is_met(third) for cell in ("9.67", "9.7", "10", "9.66", "9.6667", "9")] == [
        *(True, True, True),
        *(False, True, False),
    ]
