"""Where the boxes of a sheet stand: on the paper, apart from each other, and each answer once."""

from __future__ import annotations

from itertools import chain, combinations

import pytest

from quizgen.sheets import sizes
from quizgen.sheets.asked import WIDTH, Asked, lettered, numbers, student_number
from quizgen.sheets.layout import corners, pages
from quizgen.sheets.page import Box, Field, Page
from quizgen.sheets.places import named, squares, strip
from quizgen.sheets.sizes import PAPERS, Paper

SHORT = (*lettered(1, "", 4), *numbers(2, "", 1), *lettered(3, "", 5, many=True))
MANY = tuple(
    chain(
        *(lettered(place, "", 5) for place in range(1, 121)),
        lettered(121, "a", 26, rows=26),
        numbers(121, "b", 17),
    )
)
CASES = [(asked, paper, digits) for asked in ((), SHORT, MANY) for paper in PAPERS.values() for digits in (1, 7, 12)]


def boxes(page: Page) -> list[Box]:
    """All boxes that are to be filled."""
    behind = [field.corrected for field in page.fields if field.corrected]
    return behind + [box for field in page.fields for column in field.columns for box in column]


def apart(one: Box, other: Box) -> bool:
    """Whether two boxes share nothing."""
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return beside or one.y + one.height <= other.y or other.y + other.height <= one.y


def around(page: Page) -> list[Box]:
    """The marks and the code, with the white that they need."""
    marks = (Box(one.x - one.side / 2, one.y - one.side / 2, one.side, one.side, "") for one in page.corners)
    white = [Box(one.x - 3, one.y - 3, one.width + 6, one.height + 6, "") for one in (*marks, page.code)]
    assert len(white) == 5
    return white


def as_asked(field: Field) -> Asked:
    """What the field was before it had a place."""
    labels = tuple(tuple(box.label for box in column) for column in field.columns)
    return Asked(field.question, field.part, field.index, field.marks, labels)


@pytest.mark.parametrize(("asked", "paper", "digits"), CASES)
def test_each_answer_has_its_field_once_and_each_page_the_student_s_number(
    asked: tuple[Asked, ...], paper: Paper, digits: int
) -> None:
    found = pages(asked, paper, digits)
    assert [page.number for page in found] == list(range(1, len(found) + 1))
    assert {page.of for page in found} == {len(found)}
    assert {as_asked(page.fields[0]) for page in found} == {student_number(digits)}
    assert len({page.fields[0] for page in found}) == 1
    placed = [as_asked(field) for page in found for field in page.fields[1:]]
    assert placed == sorted(asked, key=lambda one: one.written)


@pytest.mark.parametrize(("asked", "paper", "digits"), CASES)
def test_boxes_stand_between_the_marks_and_touch_nothing(asked: tuple[Asked, ...], paper: Paper, digits: int) -> None:
    for page in pages(asked, paper, digits):
        for box in boxes(page):
            assert sizes.SIDE <= box.x <= box.x + box.width <= paper.width - sizes.SIDE
            assert sizes.SIDE <= box.y <= box.y + box.height <= paper.height - sizes.SIDE
        taken = [*around(page), *(strip(field) for field in page.fields)]
        shrunk = [Box(one.x + 1, one.y + 1, one.width - 2, one.height - 2, "") for one in taken]
        assert all(apart(one, other) for one, other in combinations(shrunk, 2))


@pytest.mark.parametrize(("asked", "paper", "digits"), CASES)
def test_a_strip_holds_all_boxes_of_its_field(asked: tuple[Asked, ...], paper: Paper, digits: int) -> None:
    for page in pages(asked, paper, digits):
        for field in page.fields:
            whole = strip(field)
            behind = [field.corrected] if field.corrected else []
            for one in (named(field), *behind, *squares(field), *chain(*field.columns)):
                assert whole.x < one.x < one.x + one.width < whole.x + whole.width
                assert whole.y < one.y < one.y + one.height < whole.y + whole.height


def test_boxes_of_a_column_leave_white_between_them() -> None:
    (page,) = pages(SHORT, PAPERS["a4"], 7)
    wide = [Box(box.x - 0.4, box.y - 0.4, box.width + 0.8, box.height + 0.8, "") for box in boxes(page)]
    assert all(apart(one, other) for one, other in combinations(wide, 2))


def test_a_usual_exam_fits_on_one_page_of_either_paper() -> None:
    usual = (
        *chain(*(lettered(place, "", 5) for place in range(1, 31))),
        *chain(*(numbers(n, "", 1) for n in (31, 32))),
    )
    assert {len(pages(usual, paper, 8)) for paper in PAPERS.values()} == {1}


def test_the_marks_go_round_the_page_clockwise_away_from_where_printers_leave_white() -> None:
    for paper in PAPERS.values():
        upper_left, upper_right, lower_right, lower_left = corners(paper)
        assert [mark.id for mark in corners(paper)] == [0, 1, 2, 3]
        assert upper_left.x == lower_left.x < upper_right.x == lower_right.x
        assert upper_left.y == upper_right.y < lower_right.y == lower_left.y
        assert min(upper_left.x, upper_left.y) - upper_left.side / 2 >= 8
        assert min(paper.width - lower_right.x, paper.height - lower_right.y) - lower_right.side / 2 >= 8


def test_every_number_has_as_many_columns_whatever_its_key_is() -> None:
    (page,) = pages(numbers(1, "", 1) + numbers(2, "", 3), PAPERS["a4"], 7)
    assert {len(field.columns) for field in page.fields[1:]} == {WIDTH}
    assert {tuple(box.label for box in column) for field in page.fields[1:] for column in field.columns} == {
        tuple("0123456789-./")
    }


def test_squares_to_write_in_stand_above_the_columns_of_a_number_alone() -> None:
    (page,) = pages(SHORT, PAPERS["letter"], 5)
    number, first, other, written = page.fields
    assert len(squares(number)) == 5
    assert squares(first) == squares(other) == ()
    for square, column in zip(squares(written), written.columns, strict=True):
        assert square.x < column[0].x < column[0].x + column[0].width < square.x + square.width
        assert square.y + square.height < column[0].y


def test_behind_each_row_of_letters_a_box_says_that_it_was_corrected_with_room_to_write_beside_it() -> None:
    (page,) = pages(SHORT, PAPERS["a4"], 7)
    number, first, other, written = page.fields
    assert number.corrected is written.corrected is None
    for field in (first, other):
        assert field.corrected
        last, room = field.columns[0][-1], strip(field)
        assert last.x + last.width < field.corrected.x
        assert field.corrected.label == "!"
        assert room.x + room.width - field.corrected.x - field.corrected.width >= 8


def test_without_digits_there_is_no_field_for_the_number_and_the_answers_stand_where_they_would() -> None:
    (with_number,), (without,) = pages(SHORT, PAPERS["a4"], 7), pages(SHORT, PAPERS["a4"], 0)
    assert without.fields == with_number.fields[1:]
