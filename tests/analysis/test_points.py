"""Points of an exam are those that a scan gives; what is doubtful or was not asked counts neither way."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest
from kept import asking
from made_answers import CHOICE, NUMERICAL
from msgspec import structs
from sat import Answers, exam, form, sat

from quizgen.analysis.analysing import analysis, sittings
from quizgen.analysis.exams import exam as found_in
from quizgen.analysis.exams import table
from quizgen.analysis.fairness import points_had
from quizgen.analysis.intervals import Estimate
from quizgen.analysis.taken import Intake, Sheet, Sitting
from quizgen.analysis.writing import files
from quizgen.results.rows import points

RIGHT = [["B"], ["27"]]
QUARTER = Fraction(1, 4)
TWO = form(asking(CHOICE), asking(NUMERICAL, points=3))


def of_two(answers: Sequence[Answers], wrong: Fraction | None = None) -> Sitting:
    return sat(exam(TWO, wrong=wrong), answers)


def item(sitting: Sitting, place: int) -> tuple[Estimate, Estimate]:
    """How hard a question was, and how far it tells students apart."""
    found = analysis([sitting], "0.2.0").items[place - 1]
    return found.difficulty, found.discrimination


def test_what_wrong_options_cost_is_taken_off_points_as_by_a_scan_and_not_off_difficulty() -> None:
    given = [RIGHT] * 6 + [[["A"], ["27"]]] * 6
    sitting = of_two(given, QUARTER)
    scanned = [points(TWO, {"1": one[0][0], "2": one[1][0]}, QUARTER) for one in given]
    assert [taker.total * 4 for taker in sitting.takers] == scanned == [4] * 6 + [Fraction(11, 4)] * 6
    found = found_in(sitting)
    assert found.mean.value == pytest.approx(0.84375)
    assert found.fairness.forms[0].points == found.mean
    assert found.totals == [0, 0, 0, 0, 0, 0, 6, 0, 0, 6]
    assert item(sitting, 1)[0].value == pytest.approx(0.5)
    assert sorted(set(table(sitting)[1][:, 0])) == [-0.25, 1.0]


@pytest.mark.parametrize(("wrong", "said"), [(None, False), (QUARTER, True)])
def test_the_report_says_what_is_taken_off_of_what(wrong: Fraction | None, *, said: bool) -> None:
    sitting = of_two([RIGHT] * 6 + [[["A"], ["27"]]] * 6, wrong)
    page = b"".join(next(files(analysis([sitting], "0.2.0"), [sitting], "en")).chunks).decode()
    assert ("What wrong options cost is taken off" in page) is said
    assert ("and had 84% of the points on average" in page) is said


def test_a_mean_may_be_below_nothing_where_wrong_options_cost_so_much() -> None:
    sitting = sat(exam(form(asking(CHOICE)), wrong=Fraction(1, 2)), [[["A"]]] * 11 + [[["B"]]])
    mean = points_had(sitting.takers)
    assert [mean.value, mean.low] == [pytest.approx(-0.375), -0.5]
    assert found_in(sitting).totals == [11, 0, 0, 0, 0, 0, 0, 0, 0, 1]


def test_whoever_has_just_a_tenth_of_the_points_is_in_it() -> None:
    ten = exam(form(*(asking(CHOICE) for _ in range(10))))
    sitting = sat(ten, [[["B"]] * right + [["A"]] * (10 - right) for right in range(11)])
    assert found_in(sitting).totals == [1] * 9 + [2]


@pytest.mark.parametrize("doubtful", [[["?"], ["?"]], [["?"], [""]], [["B?"], ["2?"]]])
def test_a_sheet_on_which_nothing_is_settled_is_left_out_and_counted(doubtful: Answers) -> None:
    sitting = of_two([RIGHT] * 11 + [doubtful] + [[[""], [""]]])
    assert (sitting.left_out, sitting.doubtful) == ({"empty": 1, "unsettled": 1}, 0)
    found = found_in(sitting)
    assert (found.students, found.mean.value, found.mean.n, found.spread) == (11, 1.0, 11, 0.0)
    assert found.totals == [0] * 9 + [11]
    assert found.fairness.forms[0].students == 11


def test_who_has_one_settled_answer_counts_with_it_and_is_compared_with_nothing() -> None:
    whole = [[["B" if place % 2 else "A"], ["27" if place % 3 else "1"]] for place in range(32)]
    sitting = of_two([*whole, [["B"], ["?"]]])
    assert sitting.takers[-1].total == 1
    assert [one.rest for one in sitting.answers[-2:]] == [None, pytest.approx(16 / 33)]
    assert item(sitting, 1)[1] == item(of_two(whole), 1)[1]
    assert item(sitting, 1)[1].n == 32


def test_an_exam_of_one_question_tells_nobody_apart_and_says_why() -> None:
    sitting = sat(exam(form(asking(CHOICE))), [[["B"]], [["A"]]] * 20)
    assert item(sitting, 1)[1].why == "there are no other answers that these could go with"


def test_a_question_that_is_doubtful_for_everybody_is_no_question_of_the_reliability() -> None:
    three = exam(form(asking(CHOICE), asking(CHOICE), asking(CHOICE)))
    given = [[["B" if place % 2 else "A"], ["B" if place % 3 else "A"], ["?"]] for place in range(40)]
    two = exam(form(asking(CHOICE), asking(CHOICE)))
    without = found_in(sat(two, [one[:2] for one in given]))
    assert found_in(sat(three, given)).reliability == without.reliability
    assert without.reliability.value is not None


def test_what_was_not_asked_counts_neither_way() -> None:
    sitting = of_two([RIGHT] * 6 + [[["A"], ()]] * 6)
    assert [taker.total for taker in sitting.takers] == [1] * 6 + [0] * 6
    found = analysis([sitting], "0.2.0")
    assert [(one.answered, one.blank, one.doubtful) for one in found.items] == [(12, 0, 0), (6, 0, 0)]
    assert found.exams[0].points == "1-4"


def test_nothing_is_said_of_reliability_where_students_were_asked_differently() -> None:
    found = found_in(of_two([[["B"], ()], [(), ["27"]], RIGHT, [["A"], ["1"]]] * 10)).reliability
    assert (found.value, found.n) == (None, 40)
    assert found.why == "students were not asked the same questions, or too many answers are doubtful"


def test_forms_are_compared_by_points_with_what_wrong_options_cost() -> None:
    twice = exam(TWO, form(asking(CHOICE), asking(NUMERICAL, points=3), name="B"), wrong=QUARTER)
    sheets = [
        Sheet(f"{number}", twice.forms[number % 2], (("B" if number % 2 else "A",), ("27",))) for number in range(40)
    ]
    fair = found_in(sittings([(twice, Intake(tuple(sheets)))])[0]).fairness
    assert [one.points.value for one in fair.forms] == [pytest.approx(0.6875), pytest.approx(1.0)]
    assert fair.apart == pytest.approx(0.3125)
    assert [one.apart for one in fair.slots] == [pytest.approx(1.25), pytest.approx(0.0)]


def test_what_makes_questions_harder_makes_them_so_by_no_more_than_all() -> None:
    plain: dict[str, object] = {"layer": {"type": "Conv2d", "stride": 1}}
    strided: dict[str, object] = {"layer": {"type": "Conv2d", "stride": 2}}
    both = form(*(structs.replace(asking(CHOICE), params=params) for params in (plain, strided)))
    (found,) = analysis([sat(exam(both), [[["B"], ["A"]]] * 40)], "0.2.0").radicals
    assert (found.radical, found.harder.value, found.harder.high) == ("stride", 1.0, 1.0)
    assert 0.8 < (found.harder.low or 0) < 1
