"""The sheet as ``exam.json`` tells it."""

from __future__ import annotations

from typing import Any

import pytest

from quizgen.sheets.asked import Asked, lettered, numbers
from quizgen.sheets.recorded import recorded_fields, recorded_pages

OPTIONS = [{"letter": letter} for letter in "ABCD"]


def part(kind: str, letter: str = "", **rest: object) -> dict[str, Any]:
    """A part as far as its fields follow from it."""
    return {"part": letter, "kind": kind, "options": [], "key": None, **rest}


def fields(*parts: dict[str, Any]) -> tuple[Asked, ...]:
    """Those of a form with one question, which stands at place 3."""
    return recorded_fields({"questions": [{"place": 3, "parts": list(parts)}]})


def test_letters_are_ticked_once_or_as_often_as_one_likes() -> None:
    assert fields(part("choice", options=OPTIONS)) == lettered(3, "", 4)
    assert fields(part("multiple", options=OPTIONS)) == lettered(3, "", 4, many=True)
    assert lettered(3, "", 4, many=True)[0].marks == "many"


def test_each_prompt_and_each_place_of_an_order_has_a_row_of_letters() -> None:
    assert fields(part("matching", options=OPTIONS, prompts=["x", "y", "z"])) == lettered(3, "", 4, rows=3)
    assert fields(part("ordering", options=OPTIONS)) == lettered(3, "", 4, rows=4)


def test_numbers_of_a_shape_and_of_a_table_count_through() -> None:
    wrong = [{"letter": "", "value": 4}]
    assert fields(part("numerical", key="7/2", options=wrong)) == numbers(3, "", 1)
    assert fields(part("numerical", key=[3, 8, 8])) == numbers(3, "", 3)
    assert fields(part("grid", cells=[{"key": 4}, {"key": [3, 8, 8]}, {"key": "1/2"}])) == numbers(3, "", 5)


def test_parts_have_fields_of_their_own() -> None:
    both = fields(part("choice", "a", options=OPTIONS), part("numerical", "b", key=4))
    assert both == (*lettered(3, "a", 4), *numbers(3, "b", 1))


def test_the_pages_follow_from_paper_and_digits_of_the_exam() -> None:
    form = {"questions": [{"place": 1, "parts": [part("choice", options=OPTIONS)]}]}
    (page,) = recorded_pages({"geometry": 1, "paper": "letter", "digits": 9}, form)
    assert (page.width, page.height) == (215.9, 279.4)
    assert [len(field.columns) for field in page.fields] == [9, 1]


@pytest.mark.parametrize(
    ("number", "digits"), [("12345", 5), ("0" * 14, 14), ("0" * 15, 0), ("s12345", 0), ("１２", 0)]
)
def test_a_students_own_form_has_the_digits_of_his_number_if_it_can_be_filled_in(number: str, digits: int) -> None:
    question = {"place": 1, "parts": [part("choice", options=OPTIONS)]}
    form = {"student": {"number": number}, "questions": [question]}
    (page,) = recorded_pages({"geometry": 1, "paper": "a4"}, form)
    assert [len(field.columns) for field in page.fields if not field.question] == ([digits] if digits else [])
