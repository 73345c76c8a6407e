"""What has no exact value has none whatever is done with it, in whole numbers, in columns and when found again."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from quizgen.math.code import compiled, evaluate
from quizgen.math.columns import Ratios
from quizgen.math.reader import read
from quizgen.math.recomputed import divides, recomputed, recomputing

NONE = (
    "sqrt(n)",
    "1/sqrt(n)",
    "(n - 2)/sqrt(n) + 1",
    "0*sqrt(n)",
    "0/sqrt(n)",
    "1/(1/sqrt(n))",
    "sqrt(n)**0",
    "sqrt(n)**2",
    "sqrt(n) - sqrt(n)",
    "sqrt(5*n)/sqrt(5*n)",
    "sqrt(sqrt(n))",
    "floor(sqrt(n))",
    "max(floor(1/sqrt(n)), 1)",
    "1/(n - 2)",
    "1/(1/(n - 2))",
    "(1/(n - 2))**0",
    "(n - 2)**(-1)",
    "floor(n/(n - 2))",
    "-ceil(1/(n - 2))",
    "abs(floor(1/(n - 2)))",
    "max(floor(n/(n - 2)), 3)",
    "min(ceil(n/(n - 2)), 3)",
    "2**floor(n/(n - 2))",
    "floor(floor(9/(n - 2))/(n - 1))",
    "5/0",
    "floor(5/0)",
)
"""Sources that have no value for n = 2; not even one that calculus would give."""


@pytest.mark.parametrize("source", NONE)
def test_no_value_stays_none_in_whole_numbers(source: str) -> None:
    with pytest.raises(ZeroDivisionError):
        evaluate(read(source), {"n": 2})


@pytest.mark.parametrize("source", NONE)
def test_no_value_stays_none_in_columns(source: str) -> None:
    _, denominator = compiled(read(source))({"n": np.array([2, 2])})
    assert np.broadcast_to(denominator, 2).tolist() == [0, 0]


@pytest.mark.parametrize("source", NONE)
def test_no_value_stays_none_when_it_is_found_again(source: str) -> None:
    with pytest.raises(ZeroDivisionError):
        recomputed(read(source), {"n": 2})


@pytest.mark.parametrize("source", [source for source in NONE if "0)" not in source and source != "5/0"])
def test_in_a_column_other_rows_keep_their_value(source: str) -> None:
    tree = read(source)
    numerator, denominator = compiled(tree)({"n": np.array([2, 81 * 625, 2])})
    below = np.broadcast_to(denominator, 3)
    assert below[0] == below[2] == 0
    if "5*n" not in source:
        assert Fraction(int(np.broadcast_to(numerator, 3)[1]), int(below[1])) == recomputed(tree, {"n": 81 * 625})


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("sqrt(9/(n - 6))", None),
        ("sqrt((0 - 9)/(n - 6))", Fraction(3, 2)),
        ("2**(n - 4)", Fraction(1, 4)),
        ("(n/3)**(n - 4)", Fraction(9, 4)),
        ("(n - 2)**(n - 2)", 1),
        ("(1/n)**(0 - n)", 4),
        ("max(floor(n/3), 1) + min(ceil(n/3), 5)", 2),
    ],
)
def test_signs_and_powers_below_zero_are_exact(source: str, wanted: Fraction | None) -> None:
    tree = read(source)
    if wanted is None:
        with pytest.raises(ZeroDivisionError):
            evaluate(tree, {"n": 2})
        return
    numerator, denominator = compiled(tree)({"n": np.array([2, 2])})
    column = Fraction(int(np.broadcast_to(numerator, 2)[0]), int(np.broadcast_to(denominator, 2)[0]))
    assert column == evaluate(tree, {"n": 2}) == recomputed(tree, {"n": 2}) == wanted


def test_what_is_found_again_and_the_code_agree_over_a_grid() -> None:
    sources = ("gamma*(x - m)/sqrt(5*v) + b", "floor((x + b)/v) + max(x, m)/2", "abs((x - m)/2) - min(x, v)/3")
    for tree, values in product(map(read, sources), product((1, 2), (-3, 4), (0, 7), (5, 20, 8), (-1, 2))):
        named = dict(zip(("gamma", "x", "m", "v", "b"), values, strict=True))
        assert _given(tree, named, evaluate) == _given(tree, named, recomputed)


def _given(tree: object, values: dict[str, int], way: object) -> object:
    try:
        return way(tree, values)  # type: ignore[operator]  # one of two functions
    except ZeroDivisionError:
        return None


def test_trees_with_a_root_or_a_division_are_told() -> None:
    assert [divides(read(source)) for source in ("n + 2*n", "n/2", "floor(n/2)", "sqrt(n)", "max(n, 2)")] == [
        *(False, True, True, True, False),
    ]


def test_a_quantity_may_be_called_like_a_step_of_the_code() -> None:
    assert evaluate(read("sqrt(root) + floor(square/2)"), {"root": 9, "square": 5}) == 5


def test_a_tree_without_a_value_takes_no_other_along() -> None:
    """Not even one with which it shares a part that was found, or was to be found, before or after."""
    trees = tuple(map(read, ("5/(n - 2) + n/2", "n/2 + 1/3", "1/(n - 2)", "5/(n - 2) + n/2", "(n/2)*sqrt(n + 2)")))
    found = recomputing(trees, {"n": np.array([2, 7])})
    assert [_row(one, 0) for one in found] == [None, Fraction(4, 3), None, None, 2]
    assert [_row(one, 1) for one in found] == [
        Fraction(9, 2),
        Fraction(23, 6),
        Fraction(1, 5),
        Fraction(9, 2),
        Fraction(21, 2),
    ]


def _row(column: Ratios, place: int) -> Fraction | None:
    above, below, known = (np.broadcast_to(one, 2)[place] for one in (column.above, column.below, column.known))
    return Fraction(int(above), int(below)) if known else None
