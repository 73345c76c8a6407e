"""A mistaken formula with the question's numbers: what is shown, in which steps, how long."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce

import pytest
from by_fractions import sides

from quizgen.diagnosis.forest import Forest
from quizgen.diagnosis.worked import sizes, worked
from quizgen.math.reader import read
from quizgen.math.tree import Expr
from quizgen.model import Number
from quizgen.text.terminal import TERMINAL

POINT: Mapping[str, Number] = {"n": 32, "padding": 1, "kernel_size": 3, "stride": 2, "rate": 20, "low": -4, "bias": 0}


def shown(formula: str, wrote: Number | None = None, right: str = "0") -> str | None:
    forest = Forest(POINT)
    (tree,) = forest.planted((read(formula),))
    value = forest.value(tree)
    assert value is not None
    line = worked(forest, tree, value if wrote is None else wrote, sizes(forest.planted((read(right),))))
    if line is None:
        return None
    assert set(sides(line)) == {Fraction(value)}
    return TERMINAL.text(line).strip()


@pytest.mark.parametrize(
    ("formula", "steps"),
    [
        ("floor((n + padding - kernel_size)/stride) + 1", "⌊(32 + 1 − 3)/2⌋ + 1 = ⌊30/2⌋ + 1 = 16"),
        ("2*kernel_size*n + n", "2 × 3 × 32 + 32 = 192 + 32 = 224"),
        ("kernel_size*(n + 1)", "3 × (32 + 1) = 3 × 33 = 99"),
        ("n*kernel_size", "32 × 3 = 96"),
        ("-max(-n, -kernel_size, -low)", "min(32, 3, −4) = −4"),
        ("-max(-n, kernel_size)", "−max(−32, 3) = −3"),
        ("n*kernel_size + 1 + bias*2*n", "32 × 3 + 1 = 96 + 1 = 97"),
        ("low*bias + n*bias + n*low + bias*stride - n*bias", "32 × (−4) = −128"),
        ("(bias*n + n*bias)*low + n*(low + bias*2) - 1", "32 × (−4) − 1 = −128 − 1 = −129"),
        ("n*kernel_size - 0 + 0 - bias", "32 × 3 − 0 = 96 − 0 = 96"),
        ("kernel_size**2*n**2 + 2*0", "3² × 32² = 9 × 1,024 = 9,216"),
        ("floor(n/stride) + bias*kernel_size", "⌊32/2⌋ + 0 × 3 = ⌊32/2⌋ + 0 = 16"),
        ("n/kernel_size", "32/3"),
        ("(n/kernel_size)**2 + low/kernel_size", "(32/3)² + (−4)/3 = 1,024/9 + (−4)/3 = 1,012/9"),
        ("low*low - low", "−4 × (−4) − (−4) = 16 − (−4) = 20"),
        ("rate/100*n", "0.2 × 32 = 6.4"),
        ("max(n, low) + sqrt(n + 4)", "max(32, −4) + √(32 + 4) = max(32, −4) + √(36) = 38"),
    ],
)
def test_numbers_are_put_in_then_parts_worked_out_then_the_whole(formula: str, steps: str) -> None:
    assert shown(formula) == steps


@pytest.mark.parametrize("formula", ["n", "7", "rate/100", "min(max(n, 1), max(low, 2))"])
def test_where_nothing_is_worked_out_by_hand_nothing_is_shown(formula: str) -> None:
    assert shown(formula) is None


def test_what_was_rounded_says_so() -> None:
    assert shown("(n + low + 4)/kernel_size", Fraction(1067, 100)) == (
        "(32 + (−4) + 4)/3 = 32/3\n\nIt is rounded to 10.67."
    )


SIDE = "(floor((n + 2*padding - kernel_size)/stride) + 1)"


def test_in_a_long_formula_sizes_that_are_right_are_worked_out_before() -> None:
    long = f"kernel_size*n*{SIDE}**2 + kernel_size*{SIDE}**2 + {SIDE}"
    assert shown(long, right=f"kernel_size**2*n*{SIDE}**2") == (
        "3 × 32 × 16² + 3 × 16² + 16 = 24,576 + 768 + 16 = 25,360"
    )


def test_a_size_that_is_all_there_is_is_worked_out_before_everybodys_eyes() -> None:
    nested = reduce(lambda inner, _: SIDE.replace("n +", f"{inner} +"), range(4), "100*n")
    assert shown(nested, right=f"kernel_size*{nested}") == "⌊(400 + 2 × 1 − 3)/2⌋ + 1 = ⌊399/2⌋ + 1 = 200"


def test_a_formula_that_is_far_too_long_begins_with_its_innermost_parts_worked_out() -> None:
    terms = " + ".join(f"{number}*{SIDE}*n" for number in range(1, 12))
    line = shown(terms)
    assert line is not None
    assert max(map(len, line.split(" = "))) <= 240


def test_equal_parts_of_trees_are_one_object_and_two_changes_are_put_together() -> None:
    forest = Forest(POINT)
    base, one, other = forest.planted(tuple(map(read, ("2*padding + n", "padding + n", "2*padding + 2*n"))))
    assert forest.merged((base,), (one,), (other,)) == (read("padding + 2*n"),)
    assert forest.planted((read("padding + n"),))[0] is one
    assert forest.merged((base,), (one,), forest.planted((read("kernel_size + n"),))) is None


@pytest.mark.parametrize("formula", ["1/(n - 32)", "sqrt(n)", "n**(1/2)", "n**low**9"])
def test_what_has_no_exact_value_is_no_way(formula: str) -> None:
    forest = Forest(POINT)
    trees: tuple[Expr, ...] = forest.planted((read(formula),))
    assert forest.values(trees) is None
