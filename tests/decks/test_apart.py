"""A level's keys say how many digits count; what lies too near to the key or to another wrong value is not offered."""

from __future__ import annotations

import numpy as np
import pytest

from quizgen.answers.precision import Precision
from quizgen.decks.apart import precision
from quizgen.decks.table import LevelTable, Scale, build
from quizgen.math.reader import read
from quizgen.misconceptions import Instead
from quizgen.space import Combinations, concat

ANY = "ignores-padding"
SCALE = Scale(1000, signed=True)


def table(key: str, *wrong: str) -> LevelTable:
    mistakes = tuple(Instead(f"mistake-{n}", formula, "No.", concept=ANY) for n, formula in enumerate(wrong))
    return build(concat(Combinations({"n": range(100, 110)})), lambda _: (read(key),), mistakes, SCALE)


@pytest.mark.parametrize(
    ("keys", "unit", "expected"),
    [
        ([4, 8], 4, Precision()),
        ([4, 6], 4, Precision(1)),
        ([4, 5], 4, Precision(2)),
        ([125], 1000, Precision(3)),
        ([15625], 10**6, Precision(3, significant=True)),
        ([1], 3, Precision(3, significant=True)),
    ],
)
def test_the_digits_that_count_follow_from_all_keys_of_a_level(keys: list[int], unit: int, expected: Precision) -> None:
    assert precision(np.array([keys]), unit) == expected


def test_a_near_miss_of_the_key_is_not_offered_but_foreseen() -> None:
    near = table("n/10", "n/10 + 1/20", "n/5")
    assert not near.usable[0].any()
    assert near.usable[1].all()
    assert near.precision == Precision(1)
    assert not near.told[0].any()
    fine = table("n/100", "n/100 + 1/100", "n/50")
    assert fine.precision == Precision(2)
    assert (fine.usable[0] == (np.arange(100, 110) < 100)).all()
    assert fine.told.all()


def test_of_two_near_misses_the_first_is_offered() -> None:
    near = table("n/10", "n/5", "n/5 + 1/20", "n/5 + 1")
    assert near.usable.all(axis=1).tolist() == [True, False, True]
    assert near.told.all(axis=1).tolist() == [False, False, True]


def test_whole_numbers_may_differ_by_one() -> None:
    assert table("200*n", "200*n + 1", "200*n - 1").usable.all()
    assert table("200*n", "200*n + 1", "200*n - 1").told.all()


def test_a_value_that_rounding_takes_for_the_key_is_not_foreseen() -> None:
    near = table("n/10 - 8", "n/10 - 8 + 1/20", "n/10 - 7")
    assert not near.told[0].any()
    assert near.told[1].all()
