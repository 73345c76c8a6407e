"""Layers to choose from, of which nobody can tell by their looks which one is asked for."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import islice

import numpy as np
import pytest

from quizgen import catalog
from quizgen.asking.which_layer import WhichFamily
from quizgen.decks.exchangeable import Exchangeable
from quizgen.decks.tasks import Task
from quizgen.model import LEVELS, Level, Question

FAMILIES = [family for family in catalog.shipped_families() if isinstance(family, WhichFamily)]
NAMES = [family.id for family in FAMILIES]


def task(number: int, right: list[int], wrong: dict[int, list[int]]) -> Task:
    return Task((("n", 9),), (), (number,), right, wrong)


def circle(*, mistakes: int = 2) -> list[Task]:
    """Three tasks with a layer each, which seems by two mistakes to solve the two others."""
    return [task(number, [number], {0: [(number + 1) % 3], mistakes - 1: [(number + 2) % 3]}) for number in range(3)]


def test_sets_whose_layers_strides_tell_the_key_are_not_asked() -> None:
    """The three want sizes of 0, 1 and 2, as ``circle`` has them."""
    looks, real = [(point,) for point in range(9)], np.ones(9, dtype=np.bool_)
    alike, apart = ([Fraction(size) for size in sizes] for sizes in ([1] * 9, range(9)))
    assert sorted(Exchangeable(circle(), real, looks, rough=alike).held) == [0, 1, 2]
    assert Exchangeable(circle(), real, looks, rough=apart).held == {}


def test_of_sets_with_a_task_in_common_that_with_fewer_double_mistakes_is_asked() -> None:
    tasks = circle()
    tasks[2].right.append(3)
    for number in (0, 1):
        tasks[number].wrong[5 + number] = [3]
    tasks[2].wrong.update({7: [0], 8: [1]})
    looks, real = [(point,) for point in range(9)], np.ones(9, dtype=np.bool_)
    met = {
        twice: Exchangeable(tasks, real, looks, twice=mistakes).held[0]
        for twice, mistakes in (("of 3", {5, 6}), ("of 2", {0, 1}))
    }
    assert met == {"of 3": (0, 1, 2), "of 2": (0, 1, 3)}


def deck(tasks: list[Task], real: list[int]) -> Exchangeable:
    looks = [(point,) for point in range(9)]
    return Exchangeable(tasks, np.isin(np.arange(9), real), looks)


def test_each_layer_of_a_set_is_right_once_and_wrong_by_a_mistake_of_its_own_for_the_others() -> None:
    dealt = deck(circle(), [0, 1, 2])
    assert (dealt.known, dealt.others) == ([0, 1, 2], [])
    deals = [dealt.take(number) for number in range(3)]
    assert [deal.right for deal in deals] == [(0,), (1,), (2,)]
    assert [sorted(deal.wrong) for deal in deals] == [[(1, 0), (2, 1)], [(0, 1), (2, 0)], [(0, 0), (1, 1)]]


def test_of_three_layers_one_may_be_none_of_a_published_network() -> None:
    assert deck(circle(), [1, 2]).known == [0, 1, 2]
    assert deck(circle(), [2]).others == [0, 1, 2]


def test_two_that_seem_right_by_the_same_mistake_do_not_stand_together() -> None:
    dealt = deck(circle(mistakes=1), [0, 1, 2])
    assert dealt.known == dealt.others == []


def test_a_layer_that_seems_to_be_what_another_is_does_not_do_if_that_one_never_seems_to_be_it() -> None:
    one_way = [task(0, [0], {0: [1], 1: [2]}), task(1, [1], {}), task(2, [2], {})]
    dealt = deck(one_way, [0, 1, 2])
    assert dealt.known == dealt.others == []


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", FAMILIES, ids=NAMES)
def test_in_all_of_a_level_each_option_of_a_set_is_the_key_of_one_question(family: WhichFamily, level: Level) -> None:
    """So whoever sees the options alone has nothing to go by."""
    keys: dict[frozenset[int], Counter[int]] = {}
    for question in family.draw(level, "choice", "all"):
        points = [option.origin.point for option in question.options if option.origin]
        keys.setdefault(frozenset(points), Counter())[right(question)] += 1
    assert all(set(counted) == set(points) for points, counted in keys.items())
    assert all(number == 1 for counted in keys.values() for number in counted.values())
    assert {len(points) for points in keys} <= {3, 4}


def right(question: Question) -> int:
    (point,) = (option.origin.point for option in question.options if option.slip is None and option.origin)
    return point


@pytest.mark.parametrize("family", FAMILIES, ids=NAMES)
def test_many_different_sets_are_met(family: WhichFamily) -> None:
    for level in LEVELS:
        drawn = list(islice(family.draw(level, "choice", "many"), 60))
        shown = {frozenset(str(option.text) for option in question.options) for question in drawn}
        assert len(shown) >= 6


def test_a_set_is_made_of_the_layers_that_may_be_chosen_alone() -> None:
    looks, real = [(point,) for point in range(9)], np.ones(9, dtype=np.bool_)
    assert Exchangeable(circle(), real, looks, alone=np.isin(np.arange(9), [0, 1, 2])).known == [0, 1, 2]
    assert Exchangeable(circle(), real, looks, alone=np.isin(np.arange(9), [0, 1])).held == {}


def test_a_set_has_a_layer_of_every_sort_that_is_needed() -> None:
    sorts = [np.isin(np.arange(9), [0]), np.isin(np.arange(9), [1, 2])]
    looks = [(point,) for point in range(9)]
    held = [Exchangeable(circle(), np.ones(9, dtype=np.bool_), looks, needed).held for needed in (sorts, [~sorts[0]])]
    assert [sorted(one) for one in held] == [[0, 1, 2], [0, 1, 2]]
    assert Exchangeable(circle(), np.ones(9, dtype=np.bool_), looks, [np.isin(np.arange(9), [5])]).held == {}


def test_of_sets_with_a_task_in_common_that_of_published_layers_alone_is_asked() -> None:
    """Point 3 solves what point 2 does."""
    tasks = circle()
    tasks[2].right.append(3)
    for number in (0, 1):
        tasks[number].wrong[5 + number] = [3]
    tasks[2].wrong.update({7: [0], 8: [1]})
    assert deck(tasks, [0, 1, 2]).held[0] == (0, 1, 2)
    assert deck(tasks, [0, 1, 3]).held[0] == (0, 1, 3)


@pytest.mark.parametrize(("family", "level"), [("which-line", "easy"), ("which-conv-output-size", "easy")])
def test_most_sets_that_are_drawn_are_of_published_layers_alone(family: str, level: Level) -> None:
    (found,) = catalog.select([family])
    assert isinstance(found, WhichFamily)
    real = found.levels[level].is_real
    drawn = list(islice(found.draw(level, "choice", "published"), 60))
    whole = [all(real[option.origin.point] for option in question.options if option.origin) for question in drawn]
    assert sum(whole) >= 0.6 * len(whole)
