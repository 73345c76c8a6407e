from __future__ import annotations

from fractions import Fraction

import pytest

from quizgen.formats.points import points


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Fraction(1), "1 point"),
        (Fraction(5, 2), "2.5 points"),
        (Fraction(20), "20 points"),
        (Fraction(1, 2), "0.5 point"),
        (Fraction(5, 4), "1.25 points"),
        (Fraction(1, 8), "0.125 point"),
        (Fraction(1, 3), "1/3 point"),
        (Fraction(7, 3), "7/3 points"),
        (Fraction(1_000_000), "1000000 points"),
        (Fraction("123456.75"), "123456.75 points"),
    ],
)
def test_points_are_said_as_decimals_where_three_are_enough(value: Fraction, said: str) -> None:
    assert points(value) == said
