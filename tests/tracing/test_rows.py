"""Tables of single layers and small trees are those of torch, and what torch refuses is refused in one sentence."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizgen import oracle
from quizgen.errors import UsageError
from quizgen.layers import (
    AdaptiveAvgPool2d,
    AvgPool2d,
    BatchNorm2d,
    Conv2d,
    ConvTranspose2d,
    Flatten,
    GroupNorm,
    InstanceNorm2d,
    Layer,
    LayerNorm,
    Linear,
    MaxPool2d,
    Network,
    Parallel,
    ReLU,
    Residual,
    ZeroPad2d,
)
from quizgen.tracing import explained, total

LAYERS: list[Layer] = [
    Conv2d(6, 4, (3, 5), (2, 1), (1, 2), (1, 2), 2, bias=False),
    Conv2d(6, 12, 3, groups=6),
    ConvTranspose2d(6, 4, 4, 2, 1),
    ConvTranspose2d(6, 9, (2, 3), (2, 3), 0, (1, 2), 3, bias=False),
    ConvTranspose2d(6, 4, 3, 2, 1, 1, 1, bias=True, dilation=2),
    MaxPool2d(3, 2, 1, 1, ceil_mode=True),
    MaxPool2d(2, 3, 1, 2, ceil_mode=True),
    MaxPool2d(2, 2),
    AvgPool2d((2, 3), 2, (1, 0), ceil_mode=True),
    AdaptiveAvgPool2d((3, 5)),
    AdaptiveAvgPool2d(1),
    ZeroPad2d(-1),
    ZeroPad2d((1, -2, 3, 0)),
    BatchNorm2d(6),
    BatchNorm2d(6, affine=False),
    InstanceNorm2d(6, affine=True),
    GroupNorm(3, 6),
    LayerNorm((10, 13)),
    Flatten(),
    ReLU(),
    Residual((Conv2d(6, 6, 3, padding=1),)),
    Parallel(((Conv2d(6, 2, 1),), (), (MaxPool2d(3, 1, 1),))),
]
MISTAKES: list[tuple[Layer, str]] = [
    (Conv2d(5, 4, 3), "0: in_channels is 5, but 6 channels reach it; write 6"),
    (Conv2d(6, 4, 3, groups=3), "0: groups is 3, which does not divide out_channels 4; take 1, 2"),
    (Conv2d(6, 4, 11), "0: kernel_size 11 spans 11 positions, more than the height 10; take a smaller one"),
    (Conv2d(6, 4, (3, 5), dilation=4), "0: kernel_size 5 spans 17 positions, more than the width 13"),
    (MaxPool2d(2, 2, 2), "0: padding is 2, more than half of kernel_size 2; take 1 at most"),
    (ConvTranspose2d(6, 4, 1, 1, 6), "0: padding 6 crops all of the height; take less"),
    (BatchNorm2d(5), "0: num_features is 5, but 6 channels reach it; write 6"),
    (GroupNorm(4, 6), "0: num_groups is 4, which does not divide 6 channels"),
    (LayerNorm((10, 12)), "0: normalized_shape is 10x12, but 6x10x13 reaches it"),
    (Residual((Conv2d(6, 6, 3),)), "0: the body gives 6x8x11 and the shortcut 6x10x13; only equal shapes are added"),
    (Parallel(((), (MaxPool2d(2, 2),))), "0: the branches give 6x10x13 and 6x5x6; only maps of equal height"),
]
SHAPE = (6, 10, 13)


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_shape_parameters_and_operations_are_those_of_the_real_layer(layer: Layer) -> None:
    rows = explained(Network(SHAPE, (layer,)))
    real = oracle.measured((layer,), SHAPE)
    assert [(row.output_shape, row.parameters, row.macs) for row in rows] == [
        (one.output_shape, one.parameters, one.macs) for one in real
    ]


@pytest.mark.parametrize(("layer", "message"), MISTAKES, ids=str)
def test_what_torch_refuses_is_answered_with_layer_argument_and_what_would_fit(layer: Layer, message: str) -> None:
    with pytest.raises((RuntimeError, ValueError)):
        oracle.output_shape((layer,), SHAPE)
    with pytest.raises(UsageError) as error:
        explained(Network(SHAPE, (layer,)))
    assert str(error.value).startswith(message)


def test_too_much_output_padding_is_refused_as_by_torch_where_it_computes() -> None:
    layer = ConvTranspose2d(6, 4, 2, 2, 0, 2)
    with pytest.raises(RuntimeError, match="output padding must be smaller"):
        oracle.output_length((layer,), 10)
    with pytest.raises(
        UsageError, match="0: output_padding is 2, but must be below stride or dilation; take 1 at most"
    ):
        explained(Network(SHAPE, (layer,)))


def test_a_map_that_is_cropped_to_nothing_is_refused() -> None:
    with pytest.raises(UsageError, match="0: padding crops all of the height 10; crop less"):
        explained(Network(SHAPE, (ZeroPad2d(-5),)))


@pytest.mark.parametrize(
    ("layers", "message"),
    [
        ((Linear(6, 2),), "0: a map of 6x10x13 reaches Linear; put flatten before it"),
        ((Flatten(), Linear(6, 2)), "1: in_features is 6, but 780 features reach it; write 780"),
        (
            (Flatten(), Conv2d(6, 2, 1)),
            "1: Conv2d needs channels, height and width, but 780 features reach it; put it before flatten",
        ),
    ],
)
def test_flat_and_spatial_layers_do_not_mix(layers: tuple[Layer, ...], message: str) -> None:
    with pytest.raises(UsageError) as error:
        explained(Network(SHAPE, layers))
    assert str(error.value).startswith(message)


STACKS: list[tuple[Layer, ...]] = [
    (Conv2d(1, 1, 7, 2, 3), MaxPool2d(3, 2, 1), Conv2d(1, 1, 3, dilation=2)),
    (Conv2d(1, 1, 4, 3), AvgPool2d(2, 2, 1), ReLU()),
    (Conv2d(1, 1, 3, 2, 1), ConvTranspose2d(1, 1, 4, 2, 1), Conv2d(1, 1, 3, padding=1)),
    (MaxPool2d(2, 2), ConvTranspose2d(1, 1, 3, 3, dilation=2), Conv2d(1, 1, 2), MaxPool2d(2, 2)),
    (Conv2d(1, 1, 3, padding=1), Residual((Conv2d(1, 1, 5, 2, 2),), (Conv2d(1, 1, 1, 2),)), Conv2d(1, 1, 3)),
    (ZeroPad2d((2, 0, 2, 0)), Conv2d(1, 1, 3), Parallel(((Conv2d(1, 1, 3),), (ZeroPad2d((-2, 0, -2, 0)),)))),
]


@pytest.mark.parametrize("layers", STACKS, ids=str)
def test_receptive_fields_and_jumps_are_what_probes_of_real_layers_find(layers: tuple[Layer, ...]) -> None:
    rows = explained(Network((1, 96, 96), layers))
    for row, found in zip(rows, oracle.stretches(layers, 96), strict=True):
        assert row.jump
        assert max(last - first + 1 for first, last in found.values()) == row.receptive_field[0]
        period = row.jump[0].denominator * 12
        pairs = [(unit, unit + period) for unit in found if unit + period in found]
        assert pairs
        assert {found[there][0] - found[here][0] for here, there in pairs} == {period * row.jump[0]}


def test_the_start_is_the_centre_of_the_first_unit_and_may_be_negative_or_half() -> None:
    rows = explained(Network((1, 32, 32), (Conv2d(1, 1, 4, 2, 1), Conv2d(1, 1, 3, 1, (2, 0)))))
    assert [row.start for row in rows] == [(Fraction(1, 2), Fraction(1, 2)), (Fraction(-3, 2), Fraction(5, 2))]
    assert [row.receptive_field for row in rows] == [(4, 4), (8, 8)]


def test_a_global_layer_ends_jump_and_start_and_sees_no_padding() -> None:
    layers = (Conv2d(1, 2, 3, 2), AdaptiveAvgPool2d(1), Flatten(), Linear(2, 5))
    rows = explained(Network((1, 32, 33), layers))
    assert [row.jump for row in rows[1:]] == [None] * 3
    assert [row.receptive_field for row in rows] == [(3, 3), (31, 33), (31, 33), (31, 33)]


def test_branches_with_different_jumps_are_refused() -> None:
    up = (MaxPool2d(2, 2), ConvTranspose2d(1, 1, 2, 2))
    odd = (MaxPool2d(2, 2), ZeroPad2d(8))
    explained(Network((1, 32, 32), (Parallel((up, ())),)))
    with pytest.raises(UsageError, match="0: the branches have different jumps: 2 and 1"):
        explained(Network((1, 32, 32), (Parallel((odd, ())),)))


def test_names_are_given_one_a_row() -> None:
    network = Network((1, 8, 8), (Residual((Conv2d(1, 1, 3, padding=1),)), Parallel(((ReLU(),), ()))))
    assert [row.name for row in explained(network)] == ["0.body.0", "0", "1.branches.0.0", "1"]
    assert [row.name for row in explained(network, ("a", "b", "c", "d"))] == ["a", "b", "c", "d"]
    assert total(explained(network)) == (10, 9 * 64)
    for wrong in (("a",), ("a", "b", "c", "d", "e")):
        with pytest.raises(UsageError, match="names"):
            explained(network, wrong)
