"""The layers that the families about output sizes ask about are those of published networks."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from quizgen import catalog
from quizgen.asking.family import Family
from quizgen.audit.realism import realism
from quizgen.layers import Conv2d
from quizgen.layers.windows import is_real
from quizgen.model import LEVELS
from quizgen.space import Params
from quizgen.topics.output_size import conv_output_size, even_kernel_same_padding, pool_output_size
from quizgen.topics.output_size.shared.rows import fits

FAMILIES = [source for source in catalog.shipped_families() if source.topic == "output-size"]
COMPUTED = [source for source in FAMILIES if isinstance(source, Family)]
NAMES = ("kernel_size", "stride", "padding")


def windows(points: Iterable[Params], end: str = "") -> set[tuple[int, ...]]:
    return {tuple(point[name + end] for name in NAMES) for point in points}


def test_convolutions_are_those_that_courses_teach() -> None:
    levels = conv_output_size.FAMILY.levels
    assert {(3, 1, 1), (5, 1, 2)} <= windows(levels["easy"])
    assert {(7, 2, 3), (3, 2, 1)} <= windows(levels["medium"])
    assert (11, 4, 2) in windows(levels["hard"], "_1")


def test_pooling_is_two_by_two_and_overlapping() -> None:
    levels = pool_output_size.FAMILY.levels
    assert {(2, 2, 0), (3, 2, 0)} <= windows(levels["easy"])
    assert (3, 2, 1) in windows(levels["medium"])
    assert (2, 2, 0) in windows(levels["hard"], "_2")


def test_the_easy_zeros_of_same_padding_are_those_of_small_square_kernels() -> None:
    for point in even_kernel_same_padding.FAMILY.levels["easy"]:
        assert point["kernel_size_h"] == point["kernel_size_w"] <= 7
        assert point["dilation_h"] == point["dilation_w"] == 1


@pytest.mark.parametrize("family", COMPUTED, ids=lambda family: family.id)
def test_enough_layers_are_real(family: Family) -> None:
    for level in LEVELS:
        found = realism(family, level, family.usual(level))
        assert found is not None
        assert list(found.faults(level)) == []


@pytest.mark.parametrize("family", COMPUTED, ids=lambda family: family.id)
def test_a_solution_ends_at_the_key(family: Family) -> None:
    for level in LEVELS:
        space = family.levels[level]
        for number in range(0, len(space), max(1, len(space) // 5)):
            key = family.key(space[number])
            last = family.solution(space[number], key)[-1]
            assert set(key) <= set(last.values.values())


def test_a_row_of_layers_has_room_for_every_window() -> None:
    assert fits(16, [(3, 2, 1), (2, 2)])
    assert not fits(16, [(3, 1, 0, 8)])
    assert not fits(12, [(3, 2, 1), (2, 2)])


def test_windows_whose_axes_differ_are_real_where_a_network_has_them() -> None:
    assert is_real(Conv2d(1, 1, (41, 11), (2, 2), (20, 5)))
    assert not is_real(Conv2d(1, 1, (11, 41), (2, 2), (20, 5)))
