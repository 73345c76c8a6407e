"""What is to be typed is told with an example that has the right form and is never the key."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, permutations

import pytest

from quizgen.answers import Numerical
from quizgen.cli.talk.wishes import row, some
from quizgen.study.wording import wording


@pytest.mark.parametrize("key", [(2, 3), (3, 4), (2, 3, 4), (32, 14, 14), (16, 14, 14), (1, 2, 3, 4)])
def test_an_example_of_a_shape_has_its_axes_and_is_not_the_key(key: tuple[int, ...]) -> None:
    example = tuple(map(int, wording(Numerical(key)).examples.split(" x ")))
    assert len(example) == len(key)
    assert example != key
    other = tuple(map(int, wording(Numerical((7,) * len(key)), Numerical(example)).examples.split(" x ")))
    assert other != example


@pytest.mark.parametrize("key", [56, 48, Fraction(5, 2), Fraction(3, 2), 7])
def test_no_example_of_a_number_is_the_key(key: int | Fraction) -> None:
    said = wording(Numerical(key)).examples.replace(" or", ",").split(", ")
    assert key not in {Fraction(one) for one in said}


@pytest.mark.parametrize("size", [2, 3, 4])
def test_an_example_of_an_order_is_an_order_and_not_the_right_one(size: int) -> None:
    letters = "abcd"[:size]
    for key in permutations(range(size)):
        example = row(letters, key)
        assert sorted(example) == sorted(letters)
        assert example != "".join(letters[place] for place in key)


@pytest.mark.parametrize("size", [2, 3, 5])
def test_an_example_of_several_letters_is_not_all_that_are_right(size: int) -> None:
    letters = "abcde"[:size]
    for many in range(1, size + 1):
        for key in combinations(range(size), many):
            assert {letters.index(one) for one in some(letters, key)} != {*key}
