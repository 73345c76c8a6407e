from __future__ import annotations

import pytest
from scanned import EVERY, RIGHT, accounted, exam, form, whole

from quizgen.results.cells import cells, parsed
from quizgen.results.forms import ordered
from quizgen.results.rows import mark
from quizgen.sheets.place import Place

A = form("A")


def test_every_kind_of_answer_is_a_cell_and_is_marked_as_one() -> None:
    (found,) = mark(accounted(whole(A, "12345"), exam(A)).papers.every, None)
    assert found.cells == RIGHT
    assert found.points == len(EVERY)


@pytest.mark.parametrize(
    ("column", "cell", "shown"),
    [
        ("1", "", ""),
        ("2", "CA", "AC"),
        ("2", "a c", "AC"),
        ("3", ";A", ";A"),
        ("3", "C; A", "C;A"),
        ("4", "-3,5", "-3.5"),
        ("4", "−2/3", "-2/3"),
        ("5", "16x14x14", "16 × 14 × 14"),
        ("5", "", ""),
        ("6", "28;;14", "28; ; 14"),
    ],
)
def test_cells_as_people_write_them_are_read(column: str, cell: str, shown: str) -> None:
    (paper,) = accounted(whole(A, "12345", {column: cell}), exam(A)).papers.every
    assert cells(paper)[column] == shown


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("1", "E"),
        ("1", "AB"),
        ("2", "AE"),
        ("3", "C"),
        ("3", "C;A;B"),
        ("4", "many"),
        ("4", "123456789012"),
        ("4", "2.000,5"),
        ("4", "2,000.5"),
        ("4", "1,048,576"),
        ("5", "16"),
    ],
)
def test_what_cannot_be_filled_in_is_no_cell(column: str, cell: str) -> None:
    assert parsed(A, column, cell) is None


def test_a_question_mark_says_nothing_about_its_field() -> None:
    assert parsed(A, "3", "?;A") == {Place(3, "", 1): "A"}


def test_columns_stand_as_people_count() -> None:
    assert ordered(["10", "7b", "2", "7a", "2"]) == ("2", "7a", "7b", "10")
