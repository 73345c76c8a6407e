"""Receptive fields as real layers show them: whatever the start of the search, with padding, strides and dilation."""

from __future__ import annotations

import pytest

from quizgen import oracle
from quizgen.layers import AvgPool2d, Conv2d, MaxPool2d, ReLU

UNPADDED = (Conv2d(1, 1, 3, 2), MaxPool2d(2, 2), Conv2d(1, 1, 3, dilation=2), ReLU(), Conv2d(1, 1, 3))
PADDED = (Conv2d(1, 1, 3, 2, 1), MaxPool2d(3, 2, 1), AvgPool2d(2, 1), Conv2d(1, 1, 5, 1, 4, 2))
WIDE = tuple(Conv2d(1, 1, 3, dilation=2**step) for step in range(7))


@pytest.mark.parametrize("length", [1, 2, 5, 29, 95, 96, 97, 100, 131, 300])
@pytest.mark.parametrize(
    ("layers", "expected"), [(UNPADDED, (29, 4)), (PADDED, (43, 4)), (WIDE, (255, 1))], ids=["plain", "padded", "wide"]
)
def test_a_wrong_start_finds_the_same_receptive_field(
    layers: tuple[Conv2d, ...], expected: tuple[int, int], length: int
) -> None:
    assert oracle.receptive_field(layers, length) == expected


def test_each_axis_has_a_receptive_field_of_its_own() -> None:
    layers = (Conv2d(1, 1, (3, 5), (1, 2), 0, (2, 3)),)
    assert [oracle.receptive_field(layers, 8, which) for which in (0, 1)] == [(5, 1), (13, 2)]


@pytest.mark.parametrize(("target", "depth"), [(2, 0), (7, 0), (8, 1), (11, 1), (12, 2), (15, 2), (16, 3)])
def test_the_depth_is_the_first_at_which_an_output_sees_far_enough(target: int, depth: int) -> None:
    assert oracle.depth_for_span((Conv2d(1, 1, 7, 2),), Conv2d(1, 1, 3), target) == depth


def test_the_depth_does_not_count_holes_as_missing_pixels() -> None:
    dilated = Conv2d(1, 1, 3, dilation=5)
    assert [oracle.depth_for_span((), dilated, target) for target in (8, 11, 12)] == [1, 1, 2]
