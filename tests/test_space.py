"""Spaces are finite, counted and indexed; draws are permutations."""

from __future__ import annotations

from collections import Counter
from itertools import permutations

import pytest

from quizgen.errors import FormulaError
from quizgen.space import Combinations, Concat, Dice, Params, Permutation, Rows, concat, digest, few


def test_a_grid_holds_the_combinations_that_pass_where() -> None:
    grid = Combinations({"a": (1, 2, 3), "b": (1, 2)}, lambda c: c.a > c.b)
    assert [grid[index].values for index in range(len(grid))] == [{"a": 2, "b": 1}, {"a": 3, "b": 1}, {"a": 3, "b": 2}]


def test_a_grid_that_is_too_large_says_so_at_once() -> None:
    with pytest.raises(FormulaError, match=r"1,000,000 combinations, at most 200,000"):
        Combinations({"a": range(1000), "b": range(1000)})


def test_rows_are_the_points_that_are_listed() -> None:
    rows = Rows(("a", "b"), lambda: [(1, -2), (3, 4)], ("x",))
    assert [rows[index] for index in range(len(rows))] == [
        Params({"a": 1, "b": -2}, ("x",)),
        Params({"a": 3, "b": 4}, ("x",)),
    ]


@pytest.mark.parametrize("points", [[(1, 2), (1, 2)], [(1,)], [(1, 2, 3)]])
def test_rows_that_are_no_set_of_points_are_refused(points: list[tuple[int, ...]]) -> None:
    with pytest.raises(FormulaError, match=r"rows? "):
        len(Rows(("a", "b"), lambda: points))


def test_concatenated_grids_are_indexed_one_after_the_other() -> None:
    space = concat(Combinations({"a": (1, 2)}, shape=("x",)), Combinations({"a": (5,)}, shape=("y",)))
    assert isinstance(space, Concat)
    assert [(point["a"], point.shape) for point in space] == [(1, ("x",)), (2, ("x",)), (5, ("y",))]
    with pytest.raises(IndexError):
        space[3]


def test_a_point_reads_the_same_whatever_the_order_of_its_names() -> None:
    assert Params({"a": 1, "b": 2}).canonical() == Params({"b": 2, "a": 1}).canonical()
    assert Params({"a": 1}, ("x",)).canonical() != Params({"a": 1}, ("y",)).canonical()


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 16, 17, 100, 1000])
def test_a_permutation_reaches_every_element_once(size: int) -> None:
    order = Permutation(size, "seed", 7)
    assert sorted(order[index] for index in range(size)) == list(range(size))


@pytest.mark.parametrize("size", [1, 2, 5, 17, 100, 1000])
def test_a_permutation_knows_where_each_element_comes(size: int) -> None:
    order = Permutation(size, "seed", 7)
    assert [order.index(order[place]) for place in range(size)] == list(range(size))
    for missing in (-1, size):
        with pytest.raises(ValueError, match=f"{missing} is not in"):
            order.index(missing)


def test_permutations_of_neighbouring_seeds_have_nothing_in_common() -> None:
    one, other = (Permutation(5000, seed, "family") for seed in (1, 2))
    same_place = sum(one[index] == other[index] for index in range(5000))
    shared = {one[index] for index in range(50)} & {other[index] for index in range(50)}
    assert same_place < 10
    assert len(shared) < 5


def test_a_permutation_has_an_end() -> None:
    with pytest.raises(IndexError):
        Permutation(3, "a")[3]


def test_every_element_comes_first_about_equally_often() -> None:
    firsts = [Permutation(4, "rank", seed)[0] for seed in range(2000)]
    assert all(400 < firsts.count(element) < 600 for element in range(4))


@pytest.mark.parametrize("size", [8, 20, 100])
def test_the_distances_of_neighbours_are_as_even_as_by_chance(size: int) -> None:
    orders = (Permutation(size, "distances", seed) for seed in range(1000))
    met = Counter((order[index + 1] - order[index]) % size for order in orders for index in range(7))
    expected = 7000 / (size - 1)
    spread = sum((met[distance] - expected) ** 2 for distance in range(1, size)) / expected
    assert not met[0]
    assert spread < (size - 1) + 4 * (2 * (size - 1)) ** 0.5


def test_a_few_numbers_come_in_each_order_equally_often() -> None:
    met = Counter(few(4, "rank", seed) for seed in range(4800))
    assert set(met) == set(permutations(range(4)))
    assert all(140 < times < 260 for times in met.values())


def test_digests_and_dice_are_the_same_on_every_machine() -> None:
    assert digest("a", 1) == 9331952569449725121
    dice = Dice("seed", 7)
    assert [dice.below(100) for _ in range(5)] == [40, 29, 54, 83, 66]
    assert [Permutation(1000, "seed", 7)[index] for index in range(5)] == [735, 70, 119, 52, 623]


def test_a_sample_repeats_nothing_and_dice_do_not_run_dry() -> None:
    dice = Dice("x")
    assert sorted(dice.sample(range(40), 40)) == list(range(40))
    assert {Dice("y").below(6)} <= set(range(6))
