"""What can be typed in Moodle, and what cannot."""

from __future__ import annotations

from fractions import Fraction

import pytest
from made_answers import ALL_RIGHT
from made_questions import item

from quizgen.answers import Concept, Numerical, Option, Slip
from quizgen.errors import QuizgenError
from quizgen.formats.moodle.answers import numbers, typed
from quizgen.formats.moodle.rules import Wishes
from quizgen.text import Text

SLIP = Slip("takes-the-mean", Concept("mean", "takes the mean", Text("The largest is taken."), "L1"), Text("No mean."))


def foreseen(value: int | Fraction) -> Option:
    return Option(Text("{value}", {"value": value}), value, SLIP)


def test_a_wrong_value_that_no_decimal_ends_is_left_out_for_nobody_can_type_it() -> None:
    answer = Numerical(3, (foreseen(Fraction(5, 2)), foreseen(Fraction(8, 3))))
    assert [(graded.grade, graded.text) for graded in numbers(answer)] == [("100", "3"), ("0", "2.5")]


def test_a_key_that_no_decimal_ends_is_refused() -> None:
    with pytest.raises(QuizgenError, match="would round 8/3; ask it as choice"):
        numbers(Numerical(Fraction(8, 3)))


def test_where_all_of_several_options_are_right_they_share_the_grade() -> None:
    asked = typed(item(ALL_RIGHT).question, Wishes())
    assert not asked.single
    assert [(one.grade, one.text) for one in asked.answers] == [("50", Text("The scale")), ("50", Text("The shift"))]
