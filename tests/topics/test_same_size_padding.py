"""The hard level of padding that keeps the size: three layers, the first of which is padded in many ways."""

from __future__ import annotations

from collections import Counter

import pytest

from quizgen.layers import Conv2d, Network
from quizgen.layers.windows import is_real
from quizgen.model import LEVELS, Level
from quizgen.topics.dilation.same_size_padding import FAMILY

HARD = list(FAMILY.levels["hard"])


def test_no_padding_of_the_first_layer_comes_in_more_than_a_third_of_the_points() -> None:
    times = Counter(point["padding_1"] for point in HARD)
    assert sorted(times) == [1, 2, 3, 4]
    assert max(times.values()) < len(HARD) / 3


def test_the_padding_that_is_given_is_that_of_a_published_layer_in_most_points() -> None:
    first = [Conv2d(1, 1, p["kernel_size_1"], padding=p["padding_1"], dilation=p["dilation_1"]) for p in HARD]
    assert sum(bool(is_real(layer)) for layer in first) > 0.8 * len(first)


@pytest.mark.parametrize("level", LEVELS)
def test_each_level_has_more_layers_than_the_one_before(level: Level) -> None:
    assert FAMILY.network
    networks = (FAMILY.network(point) for point in FAMILY.levels[level])
    (layers,) = {len(network.layers) for network in networks if isinstance(network, Network)}
    assert layers == {"easy": 1, "medium": 2, "hard": 3}[level]
