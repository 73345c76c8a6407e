"""What marks tell of the positions that a unit sees is what inputs with a single one find, position by position."""

from __future__ import annotations

import pytest

from quizgen.layers import AdaptiveAvgPool2d, AvgPool2d, Conv2d, ConvTranspose2d, Layer, MaxPool2d, Parallel, ReLU
from quizgen.oracle.fields import ends_seen, one_hot, reach
from quizgen.oracle.marks import BITS

STACKS: dict[str, tuple[Layer, ...]] = {
    "nothing": (),
    "holes": (Conv2d(1, 1, 3, dilation=4), MaxPool2d(2, 2), Conv2d(1, 1, 3, dilation=3)),
    "padding": (Conv2d(1, 1, 7, 2, 3), MaxPool2d(3, 2, 1), Conv2d(1, 1, 3, padding=1)),
    "averages": (AvgPool2d(7, 3), AvgPool2d(3, 2, 1), Conv2d(1, 1, 5, padding=4, dilation=2), ReLU()),
    "many layers": (Conv2d(1, 1, 3), ReLU()) * 40,
    "branches": (Parallel(((Conv2d(1, 1, 1),), (Conv2d(1, 1, 3, padding=2, dilation=2),))), AdaptiveAvgPool2d(5)),
    "stamps": (Conv2d(1, 1, 3, 2), ConvTranspose2d(1, 1, 4, 2, 1)),
}


@pytest.mark.parametrize("length", [81, 97, 200])
@pytest.mark.parametrize("layers", STACKS.values(), ids=STACKS)
def test_the_ends_are_those_of_every_position_alone(layers: tuple[Layer, ...], length: int) -> None:
    hits = reach(layers, one_hot(length))
    units = [unit for unit in range(hits.shape[1]) if hits[:, unit].any()]
    found = ends_seen(layers, length, *units)
    assert found == [(int(places[0]), int(places[-1])) for places in (hits[:, unit].nonzero()[0] for unit in units)]


def test_there_is_nothing_where_the_input_is_too_short() -> None:
    assert ends_seen((Conv2d(1, 1, 5),), 4, 0) is None
    assert ends_seen((Conv2d(1, 1, 5),), 6, 2) is None


def test_more_layers_than_floats_can_tell_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="can tell apart"):
        ends_seen((Conv2d(1, 1, 2),) * BITS, 2 * BITS, 0)
