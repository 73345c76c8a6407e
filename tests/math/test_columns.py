"""Fractions in columns are those of Python, row by row, however large they are."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest

from quizgen.math.columns import Ratios, number

NUMBERS = tuple(Fraction(above, below) for above, below in product((-7, -2, 0, 1, 3, 4, 9), (1, 2, 6)))
PAIRS = tuple(product(NUMBERS, NUMBERS))


def column(numbers: list[Fraction]) -> Ratios:
    above, below = ([getattr(one, name) for one in numbers] for name in ("numerator", "denominator"))
    return Ratios.of(above) / Ratios.of(below)


def rows(found: Ratios, count: int) -> list[int | Fraction | None]:
    every = (np.broadcast_to(one, count).tolist() for one in (found.above, found.below, found.known))
    return [number(above, below) if known else None for above, below, known in zip(*every, strict=True)]


@pytest.mark.parametrize("operation", [operator.add, operator.sub, operator.mul])
def test_two_columns_give_what_their_rows_give(operation: Callable[[Any, Any], Any]) -> None:
    left, right = (column([pair[place] for pair in PAIRS]) for place in (0, 1))
    assert rows(operation(left, right), len(PAIRS)) == [operation(*pair) for pair in PAIRS]


def test_a_division_by_zero_alone_has_no_value() -> None:
    left, right = (column([pair[place] for pair in PAIRS]) for place in (0, 1))
    assert rows(left / right, len(PAIRS)) == [a / b if b else None for a, b in PAIRS]


def test_a_power_has_a_value_where_its_exponent_is_whole() -> None:
    left, right = (column([pair[place] for pair in PAIRS]) for place in (0, 1))
    wanted = [a**b if b.denominator == 1 and (a or b >= 0) else None for a, b in PAIRS]
    assert rows(left**right, len(PAIRS)) == wanted


def test_the_larger_and_the_smaller_of_two_are_those_of_each_row() -> None:
    left, right = (column([pair[place] for pair in PAIRS]) for place in (0, 1))
    assert rows(left.larger(right), len(PAIRS)) == [max(pair) for pair in PAIRS]
    assert rows(left.smaller(right), len(PAIRS)) == [min(pair) for pair in PAIRS]


def test_one_column_is_rounded_and_turned_row_by_row() -> None:
    every, count = column([*NUMBERS]), len(NUMBERS)
    assert rows(every.floor(), count) == [math.floor(one) for one in NUMBERS]
    assert rows(every.ceiling(), count) == [math.ceil(one) for one in NUMBERS]
    assert rows(abs(every), count) == [abs(one) for one in NUMBERS]
    assert rows(-every, count) == [-one for one in NUMBERS]
    assert rows((every * every).root(), count) == [abs(one) for one in NUMBERS]
    assert rows((every * every + Ratios.of(2)).root(), count)[:2] == [None, None]


def test_what_64_bits_do_not_hold_stays_exact() -> None:
    large, small = Ratios.of([2**61, 3]), Ratios.of([3, 5])
    product_ = large * large * small
    assert rows(product_, 2) == [3 * 2**122, 45]
    assert rows(product_ / (large * large), 2) == [3, 5]
    assert rows(small ** Ratios.of(90), 2) == [3**90, 5**90]
    assert rows((large + large + large).root(), 2) == [None, 3]
    assert rows(Ratios.of([2**61, 9]).larger(large * small), 2) == [3 * 2**61, 15]
