"""What most networks and every course have is what is asked most often."""

from __future__ import annotations

from collections import Counter
from typing import TypeAlias

import pytest

from quizgen import catalog
from quizgen.asking.family import Family
from quizgen.layers import Conv2d, ConvTranspose2d, Layer, MaxPool2d, Network
from quizgen.model import Level
from quizgen.space import Params

Window: TypeAlias = tuple[object, ...]
DRAWN = 200


def _family(name: str) -> Family:
    (family,) = catalog.select([name])
    assert isinstance(family, Family)
    return family


def _shown(family: Family, params: Params) -> tuple[Layer, ...]:
    assert family.network
    network = family.network(params)
    assert isinstance(network, Network)
    return network.layers


def _window(layer: Layer) -> Window:
    match layer:
        case Conv2d():
            return ("Conv2d", layer.kernel_size, layer.stride, layer.padding, layer.dilation)
        case MaxPool2d():
            return ("MaxPool2d", layer.kernel_size, layer.stride, layer.padding)
        case ConvTranspose2d():
            return ("ConvTranspose2d", layer.kernel_size, layer.stride, layer.padding, layer.output_padding)
        case _:
            return (type(layer).__name__,)


def _drawn(name: str, level: Level) -> Counter[Window]:
    """The windows of the level's first numerical items."""
    family = _family(name)
    order = family.order(level, "windows")
    points = (family.levels[level][order[index]] for index in range(min(DRAWN, len(order))))
    return Counter(_window(layer) for point in points for layer in _shown(family, point))


@pytest.mark.parametrize(
    ("name", "level", "window"),
    [
        ("conv-output-size", "easy", ("Conv2d", 3, 1, 1, 1)),
        ("conv-output-size", "easy", ("Conv2d", 5, 1, 2, 1)),
        ("conv-output-size", "medium", ("Conv2d", 3, 2, 1, 1)),
        ("conv-output-size", "medium", ("Conv2d", 7, 2, 3, 1)),
        ("pool-output-size", "easy", ("MaxPool2d", 2, 2, 0)),
        ("pool-output-size", "easy", ("MaxPool2d", 3, 2, 0)),
        ("pool-output-size", "medium", ("MaxPool2d", 3, 2, 1)),
        ("transposed-output-size", "easy", ("ConvTranspose2d", 2, 2, 0, 0)),
        ("transposed-output-size", "easy", ("ConvTranspose2d", 4, 2, 1, 0)),
        ("transposed-output-size", "medium", ("ConvTranspose2d", 3, 2, 1, 1)),
    ],
)
def test_a_window_that_every_course_has_is_at_least_one_in_twelve(name: str, level: Level, window: Window) -> None:
    met = _drawn(name, level)
    assert 12 * met[window] >= met.total()


@pytest.mark.parametrize("level", ["easy", "medium", "hard"])
def test_kernels_above_seven_are_rare_in_the_most_common_family(level: Level) -> None:
    met = _drawn("conv-output-size", level)
    large = sum(
        count for (_, kernel_size, *_), count in met.items() if isinstance(kernel_size, int) and kernel_size > 7
    )
    assert 10 * large <= met.total()


@pytest.mark.parametrize("level", ["easy", "medium", "hard"])
def test_dilated_stacks_have_the_schedules_that_are_known_best(level: Level) -> None:
    """1-2-5 and its like of Wang et al., 2-2-2, the doubling dilations of WaveNet, of Yu and Koltun, of D-LinkNet."""
    asked = map(_dilations, _family("dilated-stack-coverage").levels[level])
    schedules: dict[Level, set[tuple[int, ...]]] = {
        "easy": {(1, 2), (2, 2), (2, 4)},
        "medium": {(1, 2, 5), (2, 2, 2), (2, 4, 8), (1, 2, 4, 8)},
        "hard": {(1, 2), (1, 2, 5), (1, 2, 4), (1, 2, 4, 8)},
    }
    assert schedules[level] <= {*asked}


def _dilations(params: Params) -> tuple[int, ...]:
    return tuple(params[name] for name in params.values if name.startswith("dilation"))
