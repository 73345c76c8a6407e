"""What the oracle measures on single axes and on the meta device is what whole modules on whole images give."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from quizgen import oracle
from quizgen.layers import AvgPool2d, Conv2d, ConvTranspose2d, Flatten, Layer, Linear, MaxPool2d, Parallel, ReLU

STACKS: list[tuple[Layer, ...]] = [
    (Conv2d(1, 1, 3),),
    (Conv2d(1, 1, 5, stride=2, padding=2, dilation=2),),
    (MaxPool2d(3, 2, padding=1),),
    (MaxPool2d(2, 2, ceil_mode=True),),
    (AvgPool2d(3, 3),),
    (Conv2d(1, 1, 3, padding=1), ReLU(), MaxPool2d(2, 2), Conv2d(1, 1, 3, stride=2)),
]


def _real(layer: Layer) -> nn.Module:
    match layer:
        case Conv2d():
            return nn.Conv2d(1, 1, layer.kernel_size, layer.stride, layer.padding, layer.dilation).double()  # type: ignore[arg-type]  # no hole
        case MaxPool2d():
            return nn.MaxPool2d(layer.kernel_size, layer.stride, layer.padding, ceil_mode=layer.ceil_mode)  # type: ignore[arg-type]  # no hole
        case AvgPool2d():
            return nn.AvgPool2d(layer.kernel_size, layer.stride, layer.padding, layer.ceil_mode)  # type: ignore[arg-type]  # no hole
        case _:
            return nn.ReLU()


@pytest.mark.parametrize("layers", STACKS, ids=str)
@pytest.mark.parametrize("side", [17, 32])
def test_a_row_is_as_long_as_a_side_of_the_whole_map(layers: tuple[Layer, ...], side: int) -> None:
    whole = nn.Sequential(*(_real(layer) for layer in layers))(torch.zeros(1, 1, side, side, dtype=torch.float64))
    assert oracle.output_length(layers, side) == whole.shape[-1]


def test_axes_are_measured_each_with_its_own_arguments() -> None:
    layer = Conv2d(1, 1, (3, 5), (1, 2), (0, 2))
    whole = nn.Conv2d(1, 1, (3, 5), (1, 2), (0, 2))(torch.zeros(1, 1, 20, 30))
    assert (oracle.output_length((layer,), 20, 0), oracle.output_length((layer,), 30, 1)) == tuple(whole.shape[2:])


def test_parameters_are_those_of_real_modules() -> None:
    layers = (
        Conv2d(3, 8, 3, groups=1),
        ReLU(),
        MaxPool2d(2, 2),
        Conv2d(8, 8, (3, 1), groups=4, bias=False),
        Flatten(),
        Linear(72, 5),
    )
    real = [nn.Conv2d(3, 8, 3), nn.Conv2d(8, 8, (3, 1), groups=4, bias=False), nn.Linear(72, 5)]
    assert oracle.parameters(layers) == sum(p.numel() for module in real for p in module.parameters())


def test_the_receptive_fields_of_the_tutorial_are_found() -> None:
    plain = (Conv2d(1, 1, 3, padding=1),) * 3
    strided = (Conv2d(1, 1, 3, padding=1), Conv2d(1, 1, 3, 2, 1), Conv2d(1, 1, 3, 2, 1))
    assert oracle.receptive_field(plain, 4) == (7, 1)
    assert oracle.receptive_field(strided, 4) == (9, 4)
    assert oracle.receptive_field((Conv2d(1, 1, 3), MaxPool2d(2, 2), Conv2d(1, 1, 3, dilation=2)), 4) == (12, 2)


@pytest.mark.parametrize("start", [1, 2, 5, 9, 16, 64])
def test_a_wrong_start_for_the_probe_does_not_change_what_it_finds(start: int) -> None:
    layers = (Conv2d(1, 1, 7, 2, 3), MaxPool2d(3, 2, 1), Conv2d(1, 1, 3, padding=1), Conv2d(1, 1, 3, padding=1))
    assert oracle.receptive_field(layers, start) == (27, 4)


def test_the_version_has_no_local_part() -> None:
    assert "+" not in oracle.version()
    assert torch.__version__.startswith(oracle.version())


@pytest.mark.parametrize("start", [1, 8, 64])
@pytest.mark.parametrize("layers", STACKS, ids=str)
def test_the_fields_after_all_layers_are_those_of_the_layers_up_to_each(layers: tuple[Layer, ...], start: int) -> None:
    found = oracle.receptive_fields(layers, start)
    assert found == tuple(oracle.receptive_field(layers[:depth], 32)[0] for depth in range(1, len(layers) + 1))


def test_branches_are_probed_together() -> None:
    branches = Parallel(((Conv2d(1, 1, 1),), (Conv2d(1, 1, 3, padding=2, dilation=2), Conv2d(1, 1, 3, padding=1))))
    stem = Conv2d(1, 1, 3, 2, 1), MaxPool2d(2, 2)
    assert oracle.receptive_field((*stem, branches), 8) == oracle.receptive_field((*stem, *branches.branches[1]), 8)


@pytest.mark.parametrize("layers", STACKS, ids=str)
@pytest.mark.parametrize("target", [1, 2, 9])
def test_no_input_length_is_left_out(layers: tuple[Layer, ...], target: int) -> None:
    tried = range(12, 80)
    found = oracle.input_lengths(layers, target)
    assert [length for length in tried if length in found] == [
        length for length in tried if oracle.output_length(layers, length) == target
    ]


def test_no_input_gives_a_size_that_is_jumped_over() -> None:
    assert not oracle.input_lengths((Conv2d(1, 1, 1, padding=1), AvgPool2d(1, 1), ConvTranspose2d(1, 1, 1, 2)), 8)
