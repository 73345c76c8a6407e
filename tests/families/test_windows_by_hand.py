"""Small maps are worked with the windows that published networks have."""

from __future__ import annotations

import pytest

from quizgen.asking.family import Family
from quizgen.families.by_hand import average_pool_value, conv_value, im2col_size, max_pool_value
from quizgen.layers import Network
from quizgen.layers.windows import is_real
from quizgen.model import LEVELS, Level

BY_HAND = {module.__name__: module.FAMILY for module in (conv_value, max_pool_value, average_pool_value)}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", BY_HAND.values(), ids=BY_HAND)
def test_every_window_worked_by_hand_is_that_of_a_published_layer(family: Family, level: Level) -> None:
    space = family.levels[level]
    assert family.network is not None
    for start in (0, len(space) // 2, len(space) - 1):
        network = family.network(space[start])
        assert isinstance(network, Network)
        assert all(is_real(layer) for layer in network.layers)
    assert space.is_real.all()


@pytest.mark.parametrize(
    ("level", "window"), [("easy", (3, 1, 0)), ("medium", (3, 1, 1)), ("medium", (2, 2, 0)), ("hard", (3, 2, 1))]
)
def test_an_im2col_matrix_is_asked_of_usual_layers_on_three_channels(level: Level, window: tuple[int, ...]) -> None:
    space = im2col_size.FAMILY.levels[level]
    points = (space[number] for number in space.real_points)
    found = {(p["kernel_size"], p["stride"], p["padding"]) for p in points if p["in_channels"] == 3}
    assert window in found
