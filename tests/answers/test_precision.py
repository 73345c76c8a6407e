"""A rounded right value is right, a wrong one is known again, and near misses are no options."""

from __future__ import annotations

from fractions import Fraction

import pytest
from made_answers import CHOICE, NUMERICAL, number
from msgspec.structs import replace

from quizgen.answers import Written
from quizgen.answers.precision import Precision, near


@pytest.mark.parametrize(
    ("precision", "value", "tolerance"),
    [
        (Precision(), Fraction(5, 2), 0),
        (Precision(1), Fraction(-5, 2), Fraction(1, 20)),
        (Precision(2), 3, Fraction(1, 200)),
        (Precision(2), 0, 0),
        (Precision(3, significant=True), Fraction(-121492, 10000), Fraction(1, 20)),
        (Precision(3, significant=True), Fraction(729, 10**6), Fraction(5, 10**7)),
        (Precision(3, significant=True), 100, Fraction(1, 2)),
        (Precision(3, significant=True), Fraction(9999, 100), Fraction(1, 20)),
        (Precision(3, significant=True), Fraction(1, 3), Fraction(1, 2000)),
        (Precision(3, significant=True), 0, 0),
    ],
)
def test_the_tolerance_is_half_a_unit_in_the_last_digit_that_counts(
    precision: Precision, value: int | Fraction, tolerance: Fraction
) -> None:
    assert precision.tolerance(value) == tolerance


@pytest.mark.parametrize("digits", [1, 2, 3])
def test_what_is_rounded_as_asked_lies_within_the_tolerance(digits: int) -> None:
    for numerator in range(-4000, 4000, 7):
        value = Fraction(numerator, 640)
        assert abs(round(value, digits) - value) <= Precision(digits).tolerance(value)
        shown = Fraction(f"{float(value):.{digits - 1}e}")
        assert abs(shown - value) <= Precision(digits, significant=True).tolerance(value)


def test_a_stem_says_how_many_digits_count() -> None:
    assert Precision().asked == ""
    assert Precision(1).asked == "Round to one decimal if there are more."
    assert Precision(3, significant=True).asked == "Round to three significant digits if there are more."


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Fraction(-1215, 100), Fraction(-121492, 10000), True),
        (Fraction(5, 2), Fraction(253, 100), False),
        (Fraction(999, 10), 100, True),
        (27, 28, False),
        (1_179_648, 1_179_904, False),
        (Fraction(1, 2), Fraction(-1, 2), False),
    ],
)
def test_numbers_that_are_not_whole_are_near_within_a_hundredth(
    one: int | Fraction,
    other: int | Fraction,
    expected: bool,  # noqa: FBT001 - an expected value
) -> None:
    assert near(one, other) is near(other, one) is expected


def test_a_near_miss_among_the_options_is_a_fault() -> None:
    first, *rest = CHOICE.options
    close = replace(CHOICE, options=(replace(first, value=Fraction(269, 10)), *rest))
    assert [fault for fault in close.faults() if "hundredth" in fault] == [
        "two options differ by less than a hundredth: 269/10, 27, 28, 30"
    ]


def test_a_foreseen_value_within_the_tolerance_is_a_fault() -> None:
    close = replace(NUMERICAL, foreseen=(number(Fraction(2701, 100), "adds"),), tolerance=Fraction(1, 100))
    assert list(close.faults()) == ["a foreseen wrong value lies within the tolerance of the key 27"]


def test_a_rounded_wrong_value_shows_its_mistake() -> None:
    wrong = replace(number(Fraction(10, 3), "divides"), tolerance=Fraction(1, 200))
    asked = replace(NUMERICAL, foreseen=(wrong,), tolerance=Fraction(1, 200))
    assert [met.slip.id for met in asked.mark(Written((Fraction(333, 100),))).met] == ["divides"]
    assert asked.mark(Written((Fraction(34, 10),))).met == ()
    assert asked.json()["options"][0]["tolerance"] == Fraction(1, 200)
