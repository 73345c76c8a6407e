from __future__ import annotations

import pytest
from made_answers import CHOICE, GRID, NUMERICAL
from scanned import EVERY, RIGHT, accounted, exam, form, page, refused, whole

from quizgen.marking.records import StudentKept
from quizgen.results.accounting import Account
from quizgen.results.cells import cells
from quizgen.results.corrections import Answer, Cell, Sheet
from quizgen.scanning.reading import EMPTY

LONG = (*EVERY, GRID, GRID, NUMERICAL, NUMERICAL, CHOICE)
A, B = form("A", LONG), form("B", LONG)
LAST = len(A.pages)
VALUES = {**RIGHT, "7": RIGHT["6"], "8": RIGHT["6"], "9": "1", "10": "2", "11": "D"}
BOTH = exam(A, B)


def states(found: Account) -> list[tuple[str, str, str]]:
    return [(paper.number, paper.form.name, paper.state) for paper in found.papers.every]


def balanced(found: Account) -> Account:
    """Every page has become something."""
    pages = found.pages
    assert pages.number == found.read + len(found.doubtful) + len(pages.refused) + len(pages.aside)
    return found


def test_a_sheet_has_several_pages() -> None:
    assert LAST > 1


def test_pages_in_any_order_are_put_together_by_seal_and_number() -> None:
    lines = [*whole(A, "12345", VALUES), *whole(B, "23456", VALUES), *whole(A, "34567", VALUES)]
    found = balanced(accounted(reversed(lines), BOTH))
    assert states(found) == [("12345", "A", "sure"), ("34567", "A", "sure"), ("23456", "B", "sure")]
    assert [cells(paper) for paper in found.papers.every] == [VALUES] * 3
    assert found.is_settled


def test_a_page_that_is_not_there_is_named_and_its_answers_are_open() -> None:
    found = balanced(accounted([page(A, "12345", VALUES)], BOTH))
    assert states(found) == [("12345", "A", "page missing")]
    assert found.papers.every[0].missing == [*range(2, LAST + 1)]
    assert "?" in cells(found.papers.every[0]).values()
    assert not found.is_settled


def test_a_page_that_is_not_there_is_settled_by_answers_given_by_hand() -> None:
    lines = whole(A, "12345", VALUES)[:-1]
    lost = {column for column, fields in A.fields.items() if any(place == LAST for place, _ in fields)}
    found = accounted(lines, BOTH, [Cell("A", "12345", column, VALUES[column]) for column in lost])
    assert states(found) == [("12345", "A", "sure")]
    assert cells(found.papers.every[0]) == VALUES


def test_the_same_page_scanned_again_is_told_and_counts_once() -> None:
    found = balanced(accounted([*whole(A, "12345", VALUES), page(A, "12345", VALUES, scan="again")], BOTH))
    assert states(found) == [("12345", "A", "sure")]
    assert [one.file for one, _ in found.papers.again] == ["again"]
    assert found.is_settled


def test_two_sheets_with_the_same_answers_and_number_are_told_apart_by_their_ink() -> None:
    lines = [*whole(A, "12345", VALUES), page(A, "12345", VALUES, scan="other", ink=0.7)]
    found = balanced(accounted(lines, BOTH))
    assert {state for _, _, state in states(found)} == {"number twice"}


def test_a_number_on_two_different_sheets_of_a_form_is_named_and_neither_is_taken_for_the_other() -> None:
    lines = [*whole(A, "12345", VALUES), *whole(A, "12345", {**VALUES, "1": "C"}, scan="other")]
    found = balanced(accounted(lines, BOTH))
    assert {state for _, _, state in states(found)} == {"number twice"}
    assert len(found.doubtful) == len(lines)


def test_a_number_on_sheets_of_two_forms_is_named() -> None:
    found = balanced(accounted([*whole(A, "12345", VALUES), *whole(B, "12345", VALUES)], BOTH))
    assert states(found) == [("12345", "A", "number twice"), ("12345", "B", "number twice")]


def test_numbers_that_came_twice_are_settled_by_giving_one_of_them_another() -> None:
    lines = [*whole(A, "12345", VALUES), *whole(B, "12345", VALUES)]
    mended = [Answer(f"B-12345-{number}:1", 0, "", 0, "54321") for number in range(1, LAST + 1)]
    assert states(accounted(lines, BOTH, mended)) == [("12345", "A", "sure"), ("54321", "B", "sure")]


def test_numbers_that_came_twice_are_settled_by_leaving_one_sheet_out() -> None:
    lines = [*whole(A, "12345", VALUES), *whole(B, "12345", VALUES)]
    mended = [Sheet(f"B-12345-{number}:1", "") for number in range(1, LAST + 1)]
    found = balanced(accounted(lines, BOTH, mended))
    assert states(found) == [("12345", "A", "sure")]
    assert len(found.pages.aside) == LAST


def test_a_number_that_the_roster_does_not_have_is_named_and_so_is_who_has_no_sheet() -> None:
    listed = exam(A, names={"12345": "Ada", "23456": "Emmy"})
    found = balanced(accounted([*whole(A, "12345", VALUES), *whole(A, "99999", VALUES)], listed))
    assert states(found) == [("12345", "A", "sure"), ("99999", "A", "number unknown")]
    assert found.absent == ["23456"]


def test_of_numbers_with_letters_students_fill_in_the_digits() -> None:
    short = form("A", (CHOICE,))
    listed = exam(short, names={"s-12345": "Ada", "a678": "Emmy", "b678": "Sofja"})
    found = accounted([*whole(short, "12345", {}), *whole(short, "678", {})], listed)
    assert states(found) == [("678", "A", "number unknown"), ("s-12345", "A", "sure")]


@pytest.mark.parametrize("number", ["", "1 345"])
def test_a_number_that_is_not_sure_is_nobodys(number: str) -> None:
    line = page(A, number, VALUES)
    found = balanced(accounted([line], BOTH))
    assert states(found) == [("", "A", "no number")]
    mended = accounted([line], BOTH, [Answer(line.key, 0, "", 0, "12345")])
    assert states(mended) == [("12345", "A", "page missing")]


def test_a_students_own_form_says_whose_it_is_and_another_number_is_doubtful() -> None:
    own = form("A", (CHOICE,), StudentKept(number="12345", name="Ada"))
    one = exam(own, names={"12345": "Ada", "23456": "Emmy"})
    assert states(accounted(whole(own, "12345", {}), one)) == [("12345", "A", "sure")]
    assert states(accounted(whole(own, "", {}), one)) == [("12345", "A", "sure")]
    other = whole(own, "23456", {})
    found = accounted(other, one)
    assert states(found) == [("12345", "A", "doubtful")]
    assert "the sheet is that of 12345, and 23456 is filled in" in found.doubtful[0].doubtful[0].why
    mended = accounted(other, one, [Answer(other[0].key, 0, "", 0, "23456")])
    assert states(mended) == [("23456", "A", "sure")]


def test_pages_that_are_refused_or_empty_are_counted_and_told() -> None:
    found = balanced(accounted([refused("cat", "no code"), refused("back", EMPTY), *whole(A, "12345", VALUES)], BOTH))
    assert [(one.file, one.why) for one in found.pages.refused] == [("cat", "no code")]
    assert [one.file for one in found.pages.aside] == ["back"]
    assert not found.is_settled


def test_pages_of_another_exam_are_refused_by_their_seal() -> None:
    found = balanced(accounted(whole(form("Z"), "12345"), BOTH))
    assert "its seal ZZZZZZZZZZ is no form's of this exam" in found.pages.refused[0].why


def test_a_page_that_could_not_be_read_is_given_by_hand() -> None:
    short = form("A", (CHOICE, NUMERICAL))
    one, line = exam(short), refused("torn", "too few marks")
    told = accounted([line], one, [Sheet(line.key, "A", 1)])
    assert {read.why for read in told.doubtful[0].doubtful} == {"the page could not be read: give the answer by hand"}
    answers = {0: "12345", 1: "B", 2: "27"}
    by_hand = [Answer(line.key, question, "", 0, value) for question, value in answers.items()]
    found = balanced(accounted([line], one, [Sheet(line.key, "A", 1), *by_hand]))
    assert states(found) == [("12345", "A", "sure")]
    assert cells(found.papers.every[0]) == {"1": "B", "2": "27"}
