from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from kept import asking, kept
from made_answers import ALL_RIGHT, CHOICE, GRID, MATCHING, MULTIPLE, NUMERICAL, ORDERING, OVERLOOKED, SHAPE
from made_questions import LINKED

from quizgen.answers import Answer, Filled, Grid, Numerical, Written
from quizgen.answers.values import Values
from quizgen.marking.marks import marked, offered

HALF, THIRD = Fraction(1, 2), Fraction(1, 3)


def shown(answer: Answer, text: str, wrong: Fraction | None = None) -> tuple[Fraction | None, list[str]]:
    """Points of two, and the misconceptions that were shown."""
    mark = marked(asking(answer, points=2), [text], wrong)
    return mark.points, [one.misconception for part in mark.parts for one in part.shown]


@pytest.mark.parametrize(
    ("answer", "text", "points", "mistakes"),
    [
        (CHOICE, "B", 2, []),
        (CHOICE, "b", 2, []),
        (CHOICE, "27", 2, []),
        (CHOICE, "D", 0, ["three-more"]),
        (CHOICE, "26", 0, ["one-less"]),
        (CHOICE, "BD", 0, []),
        (CHOICE, "E", 0, []),
        (CHOICE, "", 0, []),
        (MULTIPLE, "AC", 2, []),
        (MULTIPLE, "A, C", 2, []),
        (MULTIPLE, "A", 1, []),
        (MULTIPLE, "ABC", 1, ["learns-buffers"]),
        (MULTIPLE, "ABCD", 0, ["learns-buffers", "learns-all"]),
        (MULTIPLE, "BD", 0, ["learns-buffers", "learns-all"]),
        (MULTIPLE, "The mean", 0, ["learns-buffers"]),
        (OVERLOOKED, "AC", 2, []),
        (OVERLOOKED, "A", 1, ["forgets-shift"]),
        (OVERLOOKED, "BC", 0, ["learns-buffers", "forgets-scale"]),
        (OVERLOOKED, "", 0, []),
        (ALL_RIGHT, "B", 1, []),
        (NUMERICAL, "27", 2, []),
        (NUMERICAL, "27.0", 2, []),
        (NUMERICAL, "54/2", 2, []),
        (NUMERICAL, "26", 0, ["one-less"]),
        (NUMERICAL, "99", 0, []),
        (NUMERICAL, "many", 0, []),
        (SHAPE, "16 × 14 × 14", 2, []),
        (SHAPE, "(16, 13, 13)", 0, ["one-less"]),
        (MATCHING, "C;A", 2, []),
        (MATCHING, "CA", 2, []),
        (MATCHING, "C;B", 1, ["mixes-up"]),
        (MATCHING, ";A", 1, []),
        (MATCHING, "C", 0, []),
        (ORDERING, "B;C;A", 2, []),
        (ORDERING, "BAC", 2 * THIRD, ["scales-first"]),
        (ORDERING, "ABC", 0, ["scales-first"]),
        (GRID, "28; 156; 14", 2, []),
        (GRID, "29; 156; 14", 2 * 2 * THIRD + 0, ["one-more"]),
        (GRID, "28;;14", 4 * THIRD, []),
        (GRID, "28; 150; 15", 2 * THIRD, ["no-biases", "rounds-up"]),
    ],
)
def test_an_answer_is_worth_what_is_right_of_it_and_shows_its_mistakes(
    answer: Answer, text: str, points: Fraction | int, mistakes: list[str]
) -> None:
    assert shown(answer, text) == (points, mistakes)


def test_a_wrong_option_costs_what_the_exam_says_and_a_blank_nothing() -> None:
    assert [shown(CHOICE, text, THIRD)[0] for text in ("B", "A", "")] == [2, -2 * THIRD, 0]
    assert shown(NUMERICAL, "26", THIRD)[0] == 0


@pytest.mark.parametrize(
    ("texts", "points"),
    [(["27", "729", "5832"], 3), (["26", "676", "5408"], 2), (["26", "729", ""], 1), (["", "729", "5832"], 2)],
)
def test_who_goes_on_rightly_from_an_own_wrong_value_has_the_points(texts: Sequence[str], points: int) -> None:
    assert marked(kept(LINKED, points=3), texts, None).points == points


def test_a_mistake_is_known_in_the_learners_own_numbers() -> None:
    mark = marked(kept(LINKED), ["26", "52", "60"], None)
    assert [[one.misconception for one in part.shown] for part in mark.parts] == [["one-less"], ["adds"], ["adds"]]


@pytest.mark.parametrize("text", ["?", "C;?", "28; ?; 14"])
def test_what_is_doubtful_has_no_points_yet(text: str) -> None:
    mark = marked(asking(MATCHING), [text], None)
    assert (mark.points, mark.parts[0].state) == (None, "doubtful")


@pytest.mark.parametrize("answer", [NUMERICAL, SHAPE, GRID])
def test_numbers_are_marked_as_the_quiz_marks_them(answer: Numerical | Grid) -> None:
    every = answer.samples()
    for given in (*every.right, *every.wrong):
        ours = answer.mark(given)
        wrote = given.cells if isinstance(given, Filled) else (given,)
        text = "; ".join(_text(one.values) if isinstance(one, Written) else "" for one in wrote)
        mark = marked(asking(answer), [text], None)
        assert mark.points == ours.share
        assert [one.misconception for one in mark.parts[0].shown] == [met.slip.id for met in ours.met]


def _text(values: Values) -> str:
    return " x ".join(map(str, values))


def test_a_number_with_thousands_is_read_as_it_is_right() -> None:
    for text in ("1,825", "1.825", "1825"):
        assert shown(Numerical(1825), text)[0] == 2
    assert shown(Numerical(Fraction(1825, 1000)), "1,825")[0] == 2


def test_within_the_tolerance_a_number_is_right() -> None:
    answer = Numerical(Fraction(1, 3), tolerance=Fraction(1, 200))
    assert [shown(answer, text)[0] for text in ("0.33", "0,333", "0.34", "1/3")] == [2, 2, 0, 2]


def test_a_question_says_which_misconceptions_it_can_show() -> None:
    assert offered(asking(CHOICE)) == dict.fromkeys(["one-less", "one-more", "three-more"], "counts-wrongly")
    assert list(offered(asking(OVERLOOKED))) == ["forgets-scale", "learns-buffers", "forgets-shift"]
    assert set(offered(asking(GRID))) == {"one-more", "no-biases", "rounds-up"}
