"""Whether the layers that items show are real is read from the items, and what is beyond the limits is said."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizgen import catalog
from quizgen.asking.spaced import Spaced
from quizgen.audit.realism import Realism, realism
from quizgen.layers import AvgPool2d, Conv2d, ConvTranspose2d, Layer, MaxPool2d, ReLU
from quizgen.layers.channels import is_pair
from quizgen.layers.schedules import is_repeated, is_run
from quizgen.layers.windows import is_real
from quizgen.space import Params

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    "layer",
    [
        *(Conv2d(1, 1, 3, 1, 1), Conv2d(1, 1, 5, 1, 2), Conv2d(1, 1, 7, 2, 3), Conv2d(1, 1, 11, 4, 2)),
        *(Conv2d(1, 1, (1, 7), 1, (0, 3)), Conv2d(1, 1, (3, 3), (2, 2), (1, 1)), Conv2d(1, 1, 3, 1, 12, 12)),
        *(MaxPool2d(2, 2), MaxPool2d(3, 2, 1), AvgPool2d(2, 2), ConvTranspose2d(1, 1, 2, 2)),
        *(ConvTranspose2d(1, 1, 4, 2, 1), ConvTranspose2d(1, 1, 3, 2, 1, 1), ConvTranspose2d(1, 1, 64, 32, 16)),
        *(Conv2d(1, 1, 4), Conv2d(1, 1, 3, dilation=27), Conv2d(1, 1, 4, dilation=16), Conv2d(1, 1, 5, 1, 4, 2)),
        *(ConvTranspose2d(1, 1, 32, 16), ConvTranspose2d(1, 1, 12, 8, 2)),
    ],
)
def test_layers_of_published_networks_are_real(layer: Layer) -> None:
    assert is_real(layer) is True


@pytest.mark.parametrize(
    "layer",
    [
        *(Conv2d(1, 1, 9, 2, 3), Conv2d(1, 1, (1, 7), 1, 3), MaxPool2d(4, 3), ConvTranspose2d(1, 1, 5, 3, 2)),
        *(Conv2d(1, 1, 3, dilation=rate) for rate in (5, 12, 17, 24, 36)),  # those with these rates keep the size
    ],
)
def test_layers_that_nobody_built_are_not(layer: Layer) -> None:
    assert is_real(layer) is False


def test_a_layer_without_a_window_is_neither() -> None:
    assert is_real(ReLU()) is None


def test_channels_are_pairs_of_published_layers() -> None:
    assert is_pair(3, 64)
    assert is_pair(64, 1)
    assert not is_pair(7, 13)
    assert not is_pair(256, 160)  # GoogLeNet has 160 behind 512, 528 and 832


def test_what_is_beyond_the_limits_is_said() -> None:
    assert list(Realism(HALF, HALF, Fraction(0)).faults("hard")) == []
    assert "50% of the layers are real, at least 60%" in next(Realism(HALF, HALF, Fraction(0)).faults("easy"))
    assert "kernel above 7" in next(Realism(Fraction(1), HALF, Fraction(1, 5)).faults("hard"))


def test_a_family_draws_what_its_space_calls_real() -> None:
    (family,) = catalog.select(["conv-output-size"])
    for kind in family.kinds:
        found = realism(family, "easy", kind)
        assert found
        assert found.layers >= Fraction(6, 10)


def test_points_that_a_space_calls_real_show_real_layers() -> None:
    (family,) = catalog.select(["conv-output-size"])
    assert isinstance(family, Spaced)
    space = family.levels["medium"]
    for point in space.real_points[::100].tolist():
        (layer,) = family.at("medium", "numerical", point, "1").params["layers"]
        assert is_real(Conv2d(1, 1, layer["kernel_size"], layer["stride"], layer["padding"]))


@pytest.mark.parametrize("name", ["causal-padding", "same-size-padding", "effective-kernel-size"])
def test_dilated_layers_that_follow_each_other_are_real_only_together(name: str) -> None:
    (family,) = catalog.select([name])
    assert isinstance(family, Spaced)
    space = family.levels["medium"]
    known = {point: is_run(stack(space[point])) for point in range(len(space))}
    assert [point for point, run in known.items() if run] == space.real_points.tolist()
    found = realism(family, "medium", "numerical")
    assert found
    assert found.layers >= Fraction(6, 10)


def stack(point: Params) -> list[tuple[int, int]]:
    rates = [value for name, value in point.values.items() if name.startswith("dilation")]
    sizes = [value for name, value in point.values.items() if name.startswith("kernel_size")]
    return [*zip(sizes if len(sizes) > 1 else sizes * len(rates), rates, strict=True)]


def test_equal_blocks_of_a_schedule_are_as_real_as_the_schedule() -> None:
    block = [(2, rate) for rate in (1, 2, 4, 8)]
    assert is_repeated(block * 3)
    assert not is_repeated([*block, (2, 1), (2, 3)])
    assert not is_repeated([(2, 1), (2, 3)] * 2)
