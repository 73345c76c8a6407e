from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from quizgen.space import Apart

SORTS = np.asarray([0, 0, 0, 1, 1, 2, 2, 2, 2])


def test_points_wait_until_another_sort_has_come() -> None:
    order = Apart(range(9), 9, (SORTS, 1))
    assert [*order] == [0, 3, 1, 4, 2, 5, 6, 7, 8]
    assert len(order) == 9
    assert [order.place(point) for point in order] == [*range(9)]


def test_of_several_sorts_each_has_its_distance() -> None:
    rows = np.arange(60) % 12
    order = [*Apart(range(60), 60, (rows, 5), (rows // 4, 1))]
    assert sorted(order) == [*range(60)]
    assert all(rows[one] // 4 != rows[other] // 4 for one, other in pairwise(order[:40]))
    assert all(rows[order[place]] not in rows[order[max(0, place - 5) : place]] for place in range(40))


def test_where_there_are_no_others_all_come_all_the_same() -> None:
    assert [*Apart([2, 0, 1], 3, (np.zeros(3, dtype=np.int64), 4))] == [2, 0, 1]


def test_what_never_comes_has_no_place() -> None:
    order = Apart([3, 1], 2, (SORTS, 1))
    with pytest.raises(ValueError, match="7 is none of the points"):
        order.place(7)
    with pytest.raises(IndexError):
        order[2]
