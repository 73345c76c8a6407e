"""Looks come by their weights however many points have them, and nothing is lost or drawn twice."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from quizgen.space.weighted import Looks, Weighted

SIZES, WEIGHTS = (1000, 100, 10, 300), (1, 8, 1, 2)


def _looks() -> Looks:
    numbers = np.repeat(np.arange(4), SIZES)
    return Looks(np.roll(numbers, 77), np.asarray(WEIGHTS))


def test_every_point_comes_once_and_is_found_at_its_place() -> None:
    order = Weighted(_looks(), "seed")
    points = [order[index] for index in range(len(order))]
    assert sorted(points) == list(range(sum(SIZES)))
    assert all(order.index(points[place]) == place for place in range(0, len(order), 7))
    with pytest.raises(ValueError, match="not in range"):
        order.index(sum(SIZES))


def test_looks_come_by_their_weights_while_their_points_last() -> None:
    looks = _looks()
    order = Weighted(looks, "seed")
    met = Counter(int(looks.numbers[order[index]]) for index in range(108))
    for look, weight in enumerate(WEIGHTS):
        assert abs(met[look] - 108 * weight / sum(WEIGHTS)) <= 3


def test_no_look_comes_at_fixed_distances() -> None:
    looks = _looks()
    order = Weighted(looks, "seed")
    places = [index for index in range(400) if looks.numbers[order[index]] == 3]
    assert len(set(np.diff(places).tolist())) > 3


def test_another_path_gives_another_order_and_the_same_path_the_same() -> None:
    looks = _looks()
    one, same, other = (Weighted(looks, "a", seed) for seed in (1, 1, 2))
    first, again, another = ([order[index] for index in range(50)] for order in (one, same, other))
    assert first == again != another


def test_the_same_order_on_every_machine() -> None:
    order = Weighted(Looks(np.asarray([0, 1, 0, 1, 2, 2, 0, 1]), np.asarray([1, 4, 2])), "everywhere")
    assert [order[index] for index in range(8)] == [3, 4, 1, 7, 5, 0, 2, 6]
