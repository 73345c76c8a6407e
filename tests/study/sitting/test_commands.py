from __future__ import annotations

import pytest

from quizgen.study.sitting.commands import move


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", "on"),
        ("n", "next"),
        ("P", "back"),
        ("/f", "flag"),
        ("o", "overview"),
        ("done", "hand in"),
        ("7", 7),
        ("#12", 12),
        ("go 3", 3),
        ("c", None),
        ("bd", None),
        ("-", None),
    ],
)
def test_at_a_question_with_options_letters_are_answers_and_numbers_go_elsewhere(typed: str, wanted: object) -> None:
    assert move(typed, "abcd") == wanted


@pytest.mark.parametrize(("typed", "wanted"), [("7", None), ("#7", 7), ("n", "next"), ("12 x 5", None), ("-3", None)])
def test_where_a_number_is_asked_for_it_is_an_answer(typed: str, wanted: object) -> None:
    assert move(typed, number=True) == wanted


def test_a_letter_of_an_option_is_an_answer_and_a_move_behind_a_stroke() -> None:
    assert move("f", "abcdef") is None
    assert move("/f", "abcdef") == "flag"
    assert move("f", "abcde") == "flag"
