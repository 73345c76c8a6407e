"""Whole maps without samples take the shapes, and cost the operations, that one sample would."""

from __future__ import annotations

from typing import Any

import pytest
import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from quizgen import oracle
from quizgen.layers import (
    AdaptiveAvgPool2d,
    AvgPool2d,
    BatchNorm2d,
    Conv2d,
    ConvTranspose2d,
    Dropout,
    Flatten,
    GroupNorm,
    InstanceNorm2d,
    Layer,
    LayerNorm,
    LeakyReLU,
    Linear,
    MaxPool2d,
    Parallel,
    ReLU,
    ReLU6,
    Residual,
    Sigmoid,
    Tanh,
    ZeroPad2d,
    arguments,
)

INPUT = (4, 15, 12)
EACH: list[Layer] = [
    Conv2d(4, 6, (3, 2), (2, 1), (1, 0), dilation=2, groups=2),
    ConvTranspose2d(4, 6, 3, 2, 1, 1, groups=2),
    MaxPool2d(3, 2, 1, ceil_mode=True),
    AvgPool2d((2, 3), 2),
    AdaptiveAvgPool2d((2, 3)),
    ZeroPad2d((1, 2, 3, -1)),
    BatchNorm2d(4),
    InstanceNorm2d(4, affine=True),
    GroupNorm(2, 4),
    LayerNorm(INPUT),
    ReLU(),
    ReLU6(),
    LeakyReLU(),
    Sigmoid(),
    Tanh(),
    Dropout(),
    Flatten(),
    Linear(12, 5),
]
NETWORK = (Conv2d(4, 6, 3, padding=1, groups=2), ReLU(), ConvTranspose2d(6, 8, 2, 2), MaxPool2d(2, 2), Flatten())


def _real(*layers: Layer) -> Any:
    return nn.Sequential(*(getattr(nn, type(layer).__name__)(**arguments(layer)) for layer in layers)).eval()


@pytest.mark.parametrize("layer", EACH, ids=lambda layer: type(layer).__name__)
def test_a_layer_gives_the_shape_that_it_gives_for_a_sample(layer: Layer) -> None:
    assert oracle.output_shape((layer,), INPUT) == tuple(_real(layer)(torch.zeros(1, *INPUT)).shape[1:])


def test_branches_are_added_or_concatenated() -> None:
    shortcut = (Conv2d(4, 6, 1, 2),)
    assert oracle.output_shape((Residual((Conv2d(4, 6, 3, 2, 1),), shortcut),), INPUT) == (6, 8, 6)
    assert oracle.output_shape((Parallel((shortcut, (MaxPool2d(3, 2, 1),))),), INPUT) == (10, 8, 6)


@pytest.mark.parametrize(
    ("layer", "words"),
    [
        (Conv2d(3, 6, 3), "to have 3 channels, but got 4"),
        (Conv2d(4, 6, 16), "Kernel size can't be greater than actual input size"),
        (Conv2d(4, 6, 3, groups=3), "4 channels are not divisible by 3 groups"),
        (MaxPool2d(16, 1), "Output size is too small"),
        (MaxPool2d(2, 1, 2), "at most half of effective kernel size"),
        (ConvTranspose2d(5, 6, 3), "to have 5 channels, but got 4"),
        (AvgPool2d(16, 1), "Output size is too small"),
        (BatchNorm2d(5), "4 elements not 5"),
        (InstanceNorm2d(5, affine=True), "4 elements not 5"),
        (GroupNorm(2, 6), "Expected weight to be a vector"),
        (GroupNorm(3, 4), "divisible by num_groups"),
        (LayerNorm((4, 15, 13)), "normalized_shape"),
        (Linear(11, 2), "cannot be multiplied"),
        (Residual((Conv2d(4, 4, 3),)), "only equal shapes are added"),
    ],
    ids=str,
)
def test_what_does_not_fit_is_an_error(layer: Layer, words: str) -> None:
    with pytest.raises((RuntimeError, ValueError), match=words):
        oracle.output_shape((layer,), INPUT)


def test_operations_are_those_that_torch_counts() -> None:
    layers = (*NETWORK, Linear(None, 10), Linear(10, 7, bias=False))
    real = _real(*NETWORK, Linear(8 * 15 * 12, 10), Linear(10, 7, bias=False))
    with FlopCounterMode(display=False) as counter:
        real(torch.zeros(1, *INPUT))
    assert oracle.flops(layers, INPUT) == counter.get_total_flops() == 2 * oracle.macs(layers, INPUT)


def test_operations_of_branches_are_not_counted_as_none() -> None:
    with pytest.raises(TypeError, match="the cost of Residual is not counted"):
        oracle.macs((Residual((Conv2d(4, 4, 3, padding=1),)),), INPUT)


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_memory_is_that_of_the_whole_batch(dtype: str) -> None:
    output = _real(*NETWORK)(torch.zeros(3, *INPUT)).to(getattr(torch, dtype))
    assert oracle.memory(NETWORK, (3, *INPUT), dtype) == output.numel() * output.element_size()


def test_a_network_s_table_holds_what_its_modules_give() -> None:
    signal, real = torch.zeros(1, *INPUT), _real(*NETWORK)
    for found, module in zip(oracle.measured(NETWORK, INPUT), real, strict=True):
        with FlopCounterMode(display=False) as counter:
            signal = module(signal)
        count = sum(parameter.numel() for parameter in module.parameters())
        assert found == oracle.Measured(tuple(signal.shape[1:]), count, counter.get_total_flops() // 2)
