from __future__ import annotations

from fractions import Fraction

from kept import asking
from made_answers import CHOICE, MULTIPLE, NUMERICAL
from made_questions import item

from quizgen.study.sitting.outcome import by_topic, outcomes, total

QUESTIONS = [asking(CHOICE, points=2), asking(MULTIPLE, points=3)]
ITEMS = [item(CHOICE), item(MULTIPLE, topic="other")]


def test_points_are_those_of_a_table_of_results() -> None:
    found = outcomes(QUESTIONS[1:], ITEMS[1:], {"7": "AB"}, None)
    assert found[0].points == Fraction(3, 2) - Fraction(3, 2)
    found = outcomes(QUESTIONS[1:], ITEMS[1:], {"7": "A"}, None)
    assert found[0].points == Fraction(3, 2)
    assert found[0].result
    assert not found[0].result.correct


def test_a_wrong_option_costs_what_the_exam_says() -> None:
    assert outcomes(QUESTIONS[:1], ITEMS[:1], {"7": "A"}, Fraction(1, 4))[0].points == Fraction(-1, 2)
    assert outcomes(QUESTIONS[:1], ITEMS[:1], {"7": ""}, Fraction(1, 4))[0].points == 0


def test_a_faulty_question_counts_for_nobody() -> None:
    found = outcomes([asking(NUMERICAL, points=5)], [None], {"7": "27"}, None)
    assert not found[0].points
    assert not found[0].most


def test_topics_are_summed_up_in_their_order() -> None:
    found = (*outcomes(QUESTIONS[:1], ITEMS[:1], {"7": "B"}, None), *outcomes(QUESTIONS[1:], ITEMS[1:], {}, None))
    assert total(found).points == 2
    assert total(found).most == 5
    assert [f"{one.points} of {one.most}" for one in by_topic(found)] == ["2 of 5"]
    assert [one.blank for one in found] == [False, True]
