"""Rewriting changes what its pattern names and nothing else, and says so when that is nothing."""

from __future__ import annotations

import pytest

from quizgen.errors import FormulaError
from quizgen.math.code import evaluate
from quizgen.math.reader import read
from quizgen.math.rewrites import filled, indexed, mutants, rewrite, substitute
from quizgen.math.tree import Hole, Num, Sym, symbols, walk

CONVOLUTION = read("floor((n + 2*padding - dilation*(kernel_size - 1) - 1)/stride) + 1")


def test_substitution_replaces_every_occurrence_of_a_symbol() -> None:
    assert substitute(read("n*n + stride"), {"n": Num(7)}) == read("7*7 + stride")


def test_substitution_leaves_holes_alone() -> None:
    assert substitute(read("{n} + n"), {"n": Num(7)}) == read("{n} + 7")


def test_a_filled_formula_has_no_symbol_left_and_the_same_names() -> None:
    assert not any(isinstance(node, Sym) for node in walk(filled(CONVOLUTION)))
    assert symbols(filled(CONVOLUTION)) == symbols(CONVOLUTION)


def test_an_index_goes_to_every_symbol_but_those_that_are_replaced() -> None:
    result = indexed(read("(n + 2*padding)/stride"), 2, {"n": Sym("o_1")})
    assert result == read("(o_1 + 2*padding_2)/stride_2")


@pytest.mark.parametrize(
    ("source", "pattern", "by", "expected"),
    [
        ("n + 2*padding", "2*padding", "padding", "n + padding"),
        ("dilation*(kernel_size - 1)", "x - 1", "x", "dilation*kernel_size"),
        ("floor(n/stride) + 1", "floor(x)", "ceil(x)", "ceil(n/stride) + 1"),
        ("a - b", "x - y", "y - x", "b - a"),
        ("n + n", "n", "stride", "stride + stride"),
        ("(n + 2*padding_3)/stride_3", "2*padding", "padding", "(n + padding_3)/stride_3"),
        ("kernel_size_1 + 1", "kernel_size", "dilation*kernel_size", "dilation_1*kernel_size_1 + 1"),
    ],
)
def test_a_pattern_is_replaced_wherever_it_matches(source: str, pattern: str, by: str, expected: str) -> None:
    assert rewrite(read(source), pattern, by) == read(expected)


@pytest.mark.parametrize(
    ("source", "pattern"),
    [
        ("n + padding", "2*padding"),
        ("n + 3*padding", "2*padding"),
        ("n - 1", "n + 1"),
        ("a - b", "x - x"),
        ("padding_1*stride_2", "padding*stride"),
        ("floor(n)", "ceil(n)"),
        ("n < 2", "n <= 2"),
    ],
)
def test_a_pattern_that_matches_nothing_is_an_error(source: str, pattern: str) -> None:
    with pytest.raises(FormulaError, match="occurs nowhere"):
        rewrite(read(source), pattern, "1")


def test_a_wildcard_used_twice_stands_for_one_thing() -> None:
    assert rewrite(read("(n + 1)*(n + 1)"), "x*x", "x**2") == read("(n + 1)**2")


def test_the_input_size_is_no_wildcard() -> None:
    with pytest.raises(FormulaError):
        rewrite(read("stride + 1"), "n + 1", "n")


def test_a_rewritten_tree_shares_nothing_that_changed() -> None:
    before = CONVOLUTION
    rewrite(CONVOLUTION, "2*padding", "padding")
    assert before == read("floor((n + 2*padding - dilation*(kernel_size - 1) - 1)/stride) + 1")


def test_every_mutant_differs_and_has_a_name_of_its_own() -> None:
    found = list(mutants(CONVOLUTION))
    names, exprs = [name for name, _ in found], [expr for _, expr in found]
    assert len(found) == 8
    assert len(set(names)) == len(names)
    assert len({*exprs, CONVOLUTION}) == len(exprs) + 1


def test_every_mutant_of_the_formula_is_told_apart_by_some_numbers() -> None:
    points = [
        {"n": n, "padding": p, "dilation": d, "kernel_size": k, "stride": s}
        for n in (31, 32)
        for p in (0, 1)
        for d in (1, 2)
        for k in (3, 5)
        for s in (1, 2)
    ]
    for name, mutant in mutants(CONVOLUTION):
        assert any(evaluate(mutant, point) != evaluate(CONVOLUTION, point) for point in points), name


def test_a_dropped_minus_and_a_leading_one_are_mutants() -> None:
    assert dict(mutants(read("-n"))) == {"drop - at node 0": Sym("n")}
    assert read("n") in dict(mutants(read("1 + n"))).values()


def test_a_hole_is_no_symbol_for_a_pattern() -> None:
    assert filled(read("n")) == Hole("n")
    with pytest.raises(FormulaError):
        rewrite(filled(read("stride + 1")), "stride", "1")
