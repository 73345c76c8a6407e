"""Real points come as often as wished for, whatever their number, and nothing is lost or drawn twice."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from quizgen.space import Mixed, alternating

THREE_OF_FOUR = Fraction(3, 4)


def _mixed(real: int, others: int, share: Fraction = THREE_OF_FOUR) -> Mixed:
    return Mixed(np.arange(0, 2 * real, 2), np.arange(1, 2 * others, 2), share, "seed", 7)


@pytest.mark.parametrize(("real", "others"), [(40, 1000), (1000, 40), (30, 30), (0, 9), (9, 0), (1, 1)])
def test_every_point_comes_once(real: int, others: int) -> None:
    mixed = _mixed(real, others)
    assert len(mixed) == real + others
    assert sorted(mixed) == sorted([*range(0, 2 * real, 2), *range(1, 2 * others, 2)])


def test_a_point_is_found_at_its_place() -> None:
    mixed = _mixed(17, 60)
    assert [mixed.place(point) for point in mixed] == list(range(77))
    with pytest.raises(ValueError, match="none of the points"):
        mixed.place(1001)


def test_every_beginning_has_three_real_points_in_four_while_there_are_some() -> None:
    mixed = _mixed(300, 5000)
    for length in (4, 40, 399):
        real = sum(mixed[index] % 2 == 0 for index in range(length))
        assert abs(real - length * THREE_OF_FOUR) < 1


def test_turns_are_those_of_the_points() -> None:
    mixed = _mixed(25, 31)
    assert list(alternating(THREE_OF_FOUR, 25, 31)) == [point % 2 == 0 for point in mixed]
