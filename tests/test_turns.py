from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from quizgen.space.turns import Turns

WEIGHTS = {"a": 6, "b": 3, "c": 3, "d": 1, "e": 1}
ROUND = sum(WEIGHTS.values())


def taken(number: int, *path: object) -> list[str]:
    turns = Turns(WEIGHTS, *path)
    return [turns.take(WEIGHTS) for _ in range(number)]


@pytest.mark.parametrize("seed", range(20))
def test_any_stretch_has_each_as_often_as_its_weight_says_give_or_take_one(seed: int) -> None:
    names = taken(10 * ROUND, seed)
    for start in range(0, 9 * ROUND, 5):
        met = Counter(names[start : start + ROUND])
        assert all(abs(met[name] - weight) <= 1 for name, weight in WEIGHTS.items())


def test_each_comes_first_about_as_often_as_its_weight_says_and_every_one_does() -> None:
    first = Counter(taken(1, seed)[0] for seed in range(1000))
    assert set(first) == set(WEIGHTS)
    assert first["a"] > first["b"] + 100 > first["d"] + 200


def test_the_order_follows_from_the_path() -> None:
    assert taken(50, "x", 1) == taken(50, "x", 1) != taken(50, "x", 2)


def test_who_could_not_be_taken_for_long_does_not_catch_up() -> None:
    turns = Turns({"a": 1, "b": 1, "c": 1}, "seed")
    for _ in range(30):
        turns.take(["a", "b"])
    assert Counter(turns.take("abc") for _ in range(9))["c"] <= 4


def test_who_is_taken_out_of_turn_waits_for_those_who_earned_in_the_meantime() -> None:
    turns = Turns({"a": 1, "b": 1, "c": 1}, "seed")
    turns.take(["a"], "abc")
    assert Counter(turns.take("abc") for _ in range(5)) == {"a": 1, "b": 2, "c": 2}


@pytest.mark.parametrize("seed", range(20))
def test_the_turns_of_a_heavy_name_are_about_equally_far_apart(seed: int) -> None:
    weights = dict.fromkeys("abc", 6) | dict.fromkeys("defg", 3) | dict.fromkeys("hijkl", 1)
    turns = Turns(weights, seed)
    names = [turns.take(weights) for _ in range(10 * sum(weights.values()))]
    for name in "abc":
        places = [place for place, one in enumerate(names) if one == name]
        assert {after - before for before, after in pairwise(places)} <= set(range(3, 10))


def test_the_last_one_is_passed_over_where_another_one_is_able() -> None:
    turns, last = Turns({"a": 6, "b": 1}, "seed"), ""
    for _ in range(30):
        taken = turns.take("ab", last=last)
        assert taken != last
        last = taken
    assert turns.take("a", "ab", last="a") == "a"


def test_who_leaves_earns_no_more_and_the_others_go_on_by_their_weights() -> None:
    turns = Turns(WEIGHTS, "seed")
    turns.leave("a")
    others = [name for name in WEIGHTS if name != "a"]
    met = Counter(turns.take(others) for _ in range(8 * 10))
    assert all(abs(met[name] - 10 * WEIGHTS[name]) <= 1 for name in others)
