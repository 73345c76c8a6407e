"""A global layer sees what real layers let through, also where a stride leaves something over."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from quizgen.layers import (
    AdaptiveAvgPool2d,
    AvgPool2d,
    Conv2d,
    ConvTranspose2d,
    Layer,
    MaxPool2d,
    Network,
    Parallel,
    Residual,
    ZeroPad2d,
)
from quizgen.oracle.fields import reach
from quizgen.oracle.running import loaded
from quizgen.tracing import explained

LENGTH = 40


def _layer(draw: Random) -> Layer:  # noqa: PLR0911 - one return for each kind
    size, stride = draw.randint(1, 4), draw.randint(1, 3)
    match draw.randrange(7):
        case 0:
            return MaxPool2d(size, stride, draw.randint(0, size // 2), ceil_mode=draw.random() < 0.5)
        case 1:
            return AvgPool2d(size, stride, draw.randint(0, size // 2))
        case 2:
            return ConvTranspose2d(1, 1, size, stride, draw.randint(0, size // 2))
        case 3:
            return ZeroPad2d((draw.randint(-2, 2), draw.randint(-2, 2), draw.randint(-2, 2), draw.randint(-2, 2)))
        case 4:
            return Residual((Conv2d(1, 1, 3, padding=1),))
        case 5:
            return AdaptiveAvgPool2d(draw.randint(2, 9))
        case _:
            return Conv2d(1, 1, size, stride, draw.randint(0, 3), draw.randint(1, 3))


@pytest.mark.parametrize("which", [0, 1], ids=["height", "width"])
@pytest.mark.parametrize("seed", range(80))
def test_a_global_layer_sees_what_reaches_the_map(seed: int, which: int) -> None:
    draw = Random(seed)  # noqa: S311 - layers, no secrets
    layers = [*(_layer(draw) for _ in range(draw.randint(1, 5))), AdaptiveAvgPool2d(1)]
    seen, across = (
        np.flatnonzero(reach(layers[:-1], loaded().eye(LENGTH).double(), axis).any(axis=1))
        for axis in (which, 1 - which)
    )
    if not seen.size or not across.size:
        pytest.skip("the layers leave nothing")
    row = explained(Network((1, LENGTH, LENGTH), tuple(layers)))[-1]
    assert row.whole
    assert row.receptive_field[which] == int(seen[-1] - seen[0]) + 1


def test_what_a_stride_leaves_over_is_not_seen_though_later_layers_are_padded() -> None:
    layers = (Conv2d(1, 1, 3, 2), Parallel(((), (Conv2d(1, 1, 3, padding=1),))), AdaptiveAvgPool2d(1))
    assert [row.receptive_field for row in explained(Network((1, 224, 224), layers)) if row.whole] == [(223, 223)]
