"""Compiled formulas are exact, on whole numbers of any length and on columns alike."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from quizgen.errors import FormulaError
from quizgen.math.code import compiled, evaluate
from quizgen.math.reader import read
from quizgen.math.symbolic import exactly

CONVOLUTION = read("floor((n + 2*padding - dilation*(kernel_size - 1) - 1)/stride) + 1")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("7/2", Fraction(7, 2)),
        ("6/2", 3),
        ("1/3 + 1/6", Fraction(1, 2)),
        ("1/3 - 1/3", 0),
        ("2*(3/4)", Fraction(3, 2)),
        ("(3/4)/(3/8)", 2),
        ("(2/3)**2", Fraction(4, 9)),
        ("-7/2", Fraction(-7, 2)),
        ("floor(7/2)", 3),
        ("floor(-7/2)", -4),
        ("ceil(7/2)", 4),
        ("ceil(-7/2)", -3),
        ("ceil(5)", 5),
        ("floor(1/2 + 1/2)", 1),
        ("max(3, 7, 5)", 7),
        ("min(3, -7)", -7),
        ("max(4, 4)", 4),
        ("-2**2", -4),
        ("{n}", 9),
    ],
)
def test_arithmetic_is_exact(source: str, expected: int | Fraction) -> None:
    assert evaluate(read(source), {"n": 9}) == expected


def test_a_whole_value_is_an_int() -> None:
    assert type(evaluate(read("6/2"), {})) is int
    assert type(evaluate(read("7/2"), {})) is Fraction


def test_numbers_beyond_a_float_stay_exact() -> None:
    n = 2**53 + 1
    assert evaluate(read("floor(n/1)"), {"n": n}) == n
    assert evaluate(read("floor((2*n + 1)/2)"), {"n": n}) == n
    assert evaluate(read("n*n - 1"), {"n": n}) == n * n - 1


def test_code_agrees_with_sympy_over_a_grid() -> None:
    for n, p, k, d, s in product((5, 8), (0, 1), (2, 3), (1, 2), (1, 2, 3)):
        values = {"n": n, "padding": p, "kernel_size": k, "dilation": d, "stride": s}
        assert evaluate(CONVOLUTION, values) == exactly(CONVOLUTION)(values)


def test_columns_give_what_their_rows_give() -> None:
    rows = list(product(range(5, 40), (0, 2), (1, 3), (1, 2), (1, 2, 3)))
    names = ("n", "padding", "kernel_size", "dilation", "stride")
    columns = dict(zip(names, np.array(rows, dtype=np.int64).T, strict=True))
    expected = [evaluate(CONVOLUTION, dict(zip(names, row, strict=True))) for row in rows]
    numerator, denominator = compiled(CONVOLUTION)(columns)
    assert denominator == 1
    assert numerator.tolist() == expected


@pytest.mark.parametrize("source", ["max(a, b)", "min(a, b)", "ceil((a - b)/3)", "floor((a - b)/3)"])
def test_functions_work_on_columns(source: str) -> None:
    a, b = np.arange(-6, 7), np.arange(6, -7, -1)
    numerator, _ = compiled(read(source))({"a": a, "b": b})
    assert numerator.tolist() == [evaluate(read(source), {"a": int(x), "b": int(y)}) for x, y in zip(a, b, strict=True)]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("max(n/4, 1/3)", Fraction(1, 3)),
        ("min(n/4, 1/3)", Fraction(1, 4)),
        ("max(-n/2, 0)", 0),
        ("abs(-n/2)", Fraction(1, 2)),
        ("sqrt((n + 8)/4)", Fraction(3, 2)),
        ("2/sqrt(4*n)", 1),
    ],
)
def test_fractions_have_a_largest_a_size_and_a_root(source: str, wanted: Fraction | int) -> None:
    assert evaluate(read(source), {"n": 1}) == wanted
    assert exactly(read(source))({"n": 1}) == wanted
    numerator, denominator = compiled(read(source))({"n": np.array([1, 1])})
    assert Fraction(int(numerator[1]), int(np.broadcast_to(denominator, 2)[1])) == wanted


def test_given_fractions_keep_their_value() -> None:
    assert evaluate(read("max(x, 0) + min(x, y)"), {"x": Fraction(1, 2), "y": Fraction(-1, 3)}) == Fraction(1, 6)
    assert evaluate(read("sqrt(x)"), {"x": Fraction(9, 4)}) == Fraction(3, 2)


@pytest.mark.parametrize("number", [2, Fraction(1, 2), 10**16 + 1])
def test_a_root_that_is_not_exact_is_no_value(number: int | Fraction) -> None:
    with pytest.raises(ZeroDivisionError):
        evaluate(read("sqrt(n)"), {"n": number})


def test_roots_of_columns_are_exact_far_beyond_floats() -> None:
    roots = np.array([0, 1, 2, 2_000_000_001, 94_906_267])
    numerator, denominator = compiled(read("sqrt(n)"))({"n": roots * roots})
    assert numerator.tolist() == roots.tolist()
    assert denominator.tolist() == [1] * 5
    assert compiled(read("sqrt(n)"))({"n": roots * roots + 2})[1].tolist() == [0] * 5


def test_a_formula_is_compiled_once() -> None:
    assert compiled(read("n + 1")) is compiled(read("n + 1"))


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("n == 2", "a relation has no value"),
        ("2**(1/n)", "an exponent must be a whole number"),
        ("log2(n)", "has no exact value"),
        ("max(n, 1/n)", "has no exact value"),
    ],
)
def test_what_has_no_exact_value_is_refused(source: str, reason: str) -> None:
    with pytest.raises(FormulaError, match=reason):
        evaluate(read(source), {"n": 4})
