"""Whole modules of ``torch.nn`` on the meta device, for their parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from math import prod
from types import SimpleNamespace
from typing import Any, cast

from quizgen.layers import AvgPool2d, Conv2d, Flatten, Layer, Linear, MaxPool2d, ReLU
from quizgen.oracle.running import loaded, output_length


@cache
def _blank() -> SimpleNamespace:
    """``Conv2d`` and ``Linear`` of ``torch.nn`` on the meta device, without the first random weights.

    Nothing is stored there, and drawing those weights would be two thirds of a layer's cost.
    """
    torch = loaded()

    def leave(module: Any) -> None:
        del module

    def blank(kind: type) -> type:
        return type(kind.__name__, (kind,), {"reset_parameters": leave})

    return SimpleNamespace(Conv2d=blank(torch.nn.Conv2d), Linear=blank(torch.nn.Linear), device=torch.device("meta"))


def _module(layer: Layer) -> Any:
    nn = loaded().nn
    match layer:
        case Conv2d():
            return _conv(layer)
        case MaxPool2d():
            return nn.MaxPool2d(
                layer.kernel_size, layer.stride, layer.padding, layer.dilation, ceil_mode=layer.ceil_mode
            )
        case AvgPool2d():
            return nn.AvgPool2d(layer.kernel_size, layer.stride, layer.padding, layer.ceil_mode)
        case Linear():
            return _blank().Linear(layer.in_features, layer.out_features, layer.bias, device=_blank().device)
        case ReLU():
            return nn.ReLU()
        case Flatten():
            return nn.Flatten()


def _conv(layer: Conv2d) -> Any:
    return _blank().Conv2d(
        layer.in_channels,
        layer.out_channels,
        layer.kernel_size,
        layer.stride,
        layer.padding,
        layer.dilation,
        layer.groups,
        layer.bias,
        device=_blank().device,
    )


def parameters(layers: Sequence[Layer]) -> int:
    """The number of learnable parameters of the real modules: the sum of ``p.numel()``."""
    return sum(parameter.numel() for layer in layers for parameter in _module(layer).parameters())


def fitted_parameters(layers: Sequence[Layer], shape: tuple[int, int, int]) -> int:
    """As ``parameters``, for an input of ``shape``: ``Linear(in_features=None)`` takes what really reaches it.

    Both axes run through the layers before it as rows: whole maps on the meta device cost a second on first use and six
    times as much on every later one.
    """
    place = next((place for place, layer in enumerate(layers) if isinstance(layer, Linear)), None)
    if place is None:
        return parameters(layers)
    before = [layer for layer in layers[:place] if not isinstance(layer, Flatten)]
    channels = next((layer.out_channels for layer in reversed(before) if isinstance(layer, Conv2d)), shape[0])
    sides = (output_length(before, length, which) for which, length in enumerate(shape[1:]))
    linear = replace(cast(Linear, layers[place]), in_features=prod(sides, start=channels or 0))
    return parameters([*before, linear, *layers[place + 1 :]])
