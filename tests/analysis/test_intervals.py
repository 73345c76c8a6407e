"""Figures that others published, and what too few answers give."""

from __future__ import annotations

import numpy as np
import pytest

from quizgen.analysis import intervals
from quizgen.analysis.holding import Chance, held


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    # R. G. Newcombe, Statistics in Medicine 17, 1998, table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_of_a_share_is_wilsons(right: int, of: int, low: float, high: float) -> None:
    found = intervals.share([1.0] * right + [0.0] * (of - right))
    assert [found.low, found.high] == pytest.approx([low, high], abs=5e-5)


@pytest.mark.parametrize("mean", [0.0, 1.0])
@pytest.mark.parametrize("n", [30, 113, 300, 3000])
def test_the_interval_of_a_share_holds_it_where_all_are_right_or_none(mean: float, n: int) -> None:
    low, high = intervals.wilson(mean, n)
    assert low <= mean <= high


def test_the_interval_of_a_correlation_is_fishers() -> None:
    dice = np.random.default_rng(1)
    one = dice.normal(size=34)
    other = one + dice.normal(size=34)
    found = intervals.correlation(list(one), list(other))
    assert found.value == pytest.approx(float(np.corrcoef(one, other)[0, 1]))
    z, half = np.arctanh(found.value or 0), 1.959964 / np.sqrt(31)
    assert [found.low, found.high] == pytest.approx([np.tanh(z - half), np.tanh(z + half)])


def test_alpha_of_parallel_questions_is_what_spearman_and_brown_foretell() -> None:
    dice = np.random.default_rng(2)
    scores = dice.normal(size=(4000, 1)) + dice.normal(size=(4000, 10))
    found = intervals.alpha(scores)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= 10 * 0.5 / (1 + 9 * 0.5) <= found.high


def test_the_interval_of_a_mean_is_students() -> None:
    found = intervals.mean([float(one) for one in range(10)], (0, 9))
    assert [found.low, found.high] == pytest.approx([4.5 - 2.1658, 4.5 + 2.1658], abs=1e-3)


@pytest.mark.parametrize(
    ("values", "within", "low", "high"),
    [
        # 11/12 ± 2.20099 (11 degrees) · 0.288675/√12 reaches 1.1001, and its mirror image -0.1001.
        ([1.0] * 11 + [0.0], (0.0, 1.0), 0.73326, 1.0),
        ([0.0] * 11 + [1.0], (0.0, 1.0), 0.0, 0.26674),
        ([0.0] * 11 + [1.0], (-0.25, 1.0), -0.10007, 0.26674),
        ([-0.25] * 11 + [1.0], (-0.25, 1.0), -0.25, 0.08342),
        ([1.0] * 12, (0.0, 1.0), 1.0, 1.0),
    ],
)
def test_the_interval_of_a_mean_holds_nothing_that_cannot_be(
    values: list[float], within: tuple[float, float], low: float, high: float
) -> None:
    found = intervals.mean(values, within)
    assert [found.low, found.high] == pytest.approx([low, high], abs=1e-4)


def test_pairs_of_which_one_is_not_known_are_left_out() -> None:
    one, other = [0.0, 1.0] * 20, [float(place % 7) for place in range(40)]
    known = intervals.correlation(one, other)
    assert intervals.correlation([*one, 1.0], [*other, None]) == known
    assert intervals.correlation(one, [None] * 40).why == "there are no other answers that these could go with"


def test_few_answers_and_answers_that_are_all_alike_are_refused_with_a_reason() -> None:
    assert intervals.share([1.0] * 9).why == "9 answers are too few: 10 are needed"
    assert intervals.share([1.0]).why == "1 answer is too few: 10 are needed"
    assert intervals.mean([1.0], (0, 1)).why == "1 student is too few: 10 are needed"
    assert intervals.alpha(np.ones((1, 5))).why == "1 student is too few: 30 are needed"
    assert held([Chance(0, shown=True, by_chance=0.1)]).why == "1 student is too few: 20 are needed"
    assert intervals.correlation([1.0] * 29, [1.0] * 29).why == "29 answers are too few: 30 are needed"
    assert intervals.correlation([1.0] * 40, list(map(float, range(40)))).why.startswith("all answers are alike")
    assert intervals.alpha(np.ones((29, 5))).why == "29 students are too few: 30 are needed"
    assert intervals.alpha(np.ones((40, 5))).why.startswith("all students have the same points")
