"""A tree that is printed for Maxima means what it meant: Python reads it back to the same values."""

from __future__ import annotations

import pytest

from quizgen import catalog
from quizgen.asking.family import Family
from quizgen.errors import FormulaError
from quizgen.math.code import evaluate
from quizgen.math.maxima import maxima
from quizgen.math.reader import read
from quizgen.math.tree import Expr, symbols

POINT = dict(zip("abcdxyz", (7, 3, 2, 5, -4, 6, 9), strict=True))


def read_back(printed: str) -> Expr:
    return read(printed.replace("^", "**").replace("ceiling(", "ceil("))


@pytest.mark.parametrize(
    ("source", "printed"),
    [
        ("a - (b - c)", "a - (b - c)"),
        ("a - b - c", "a - b - c"),
        ("a/(b*c)", "a/(b*c)"),
        ("a/(b/c)", "a/(b/c)"),
        ("a/b/c", "a/b/c"),
        ("a*(b/c)", "a*(b/c)"),
        ("(a**b)**c", "(a^b)^c"),
        ("a**(b + c)", "a^(b + c)"),
        ("-a*b", "(-a)*b"),
        ("(-a)**2", "(-a)^2"),
        ("-a**2", "-a^2"),
        ("a*-b", "a*(-b)"),
        ("a - -b", "a - (-b)"),
        ("-(a + b)", "-(a + b)"),
        ("floor((a + 2*b)/c) + 1", "floor((a + 2*b)/c) + 1"),
        ("max(ceil(a/b), min(c, abs(x)))", "max(ceiling(a/b), min(c, abs(x)))"),
        ("sqrt(z)", "sqrt(z)"),
    ],
)
def test_parentheses_stand_where_maxima_needs_them(source: str, printed: str) -> None:
    tree = read(source)
    assert maxima(tree) == printed
    assert evaluate(read_back(printed), POINT) == evaluate(tree, POINT)


def test_names_are_those_that_are_asked_for() -> None:
    assert maxima(read("n + {n} + kernel_size_1"), "p_{}".format) == "p_n + p_n + p_kernel_size_1"


@pytest.mark.parametrize("source", ["a == b", "log2(a)"])
def test_what_has_no_exact_value_is_refused(source: str) -> None:
    with pytest.raises(FormulaError, match="no relations and no logarithms"):
        maxima(read(source))


def test_the_keys_of_all_families_can_be_read_back() -> None:
    """By the same reader, after two words are put back: values at a point where nothing is zero."""
    families = [one for one in catalog.sources() if isinstance(one, Family)]
    assert len(families) > 50
    for family in families:
        params = family.space("easy")[0]
        for tree in family.key_trees(params.shape):
            assert set(symbols(read_back(maxima(tree)))) == set(symbols(tree))
            assert evaluate(read_back(maxima(tree)), params.values) == evaluate(tree, params.values)
