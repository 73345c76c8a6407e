"""Whole modules of ``torch.nn`` on the meta device, for their parameters."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from types import SimpleNamespace
from typing import Any

from quizgen.layers import AvgPool2d, Conv2d, Flatten, Layer, Linear, MaxPool2d, ReLU
from quizgen.oracle.running import loaded


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
    """As ``parameters``, with an input of ``shape`` run through: ``Linear(in_features=None)`` takes what reaches it.

    Nobody reads what the last layer gives, so it is not run: ``Linear`` on the meta device is slower than all others.
    """
    signal = loaded().empty(1, *shape, device=_blank().device)
    total = 0
    for place, layer in enumerate(layers, 1):
        match layer:
            case Linear(in_features=None):
                module = _module(Linear(int(signal.shape[-1]), layer.out_features, layer.bias))
            case _:
                module = _module(layer)
        total += sum(parameter.numel() for parameter in module.parameters())
        if place < len(layers):
            signal = module(signal)
    return total
