"""What real torch layers do. Nothing else in quizgen imports torch, and this does so on first use.

Sizes run one channel, one axis at a time, as rows in float64 (a new 2-D shape costs ten times as much); parameters are
counted on the meta device, where no memory is filled; receptive fields are probed with one-hot inputs, which is exact
for max pooling too, where gradients reach only the largest value.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from quizgen.layers import AvgPool2d, Conv2d, Flatten, Layer, Linear, MaxPool2d, ReLU, axis

if TYPE_CHECKING:
    from types import ModuleType


@cache
def _torch() -> ModuleType:
    import torch

    torch.set_num_threads(1)
    return torch


@cache
def version() -> str:
    """The public version of torch, without its local part."""
    return str(_torch().__version__).partition("+")[0]


@cache
def _row(length: int) -> Any:
    """A row of that many zeros: one sample, one channel."""
    torch = _torch()
    return torch.zeros(1, 1, length, dtype=torch.float64)


@cache
def _ones(length: int) -> Any:
    torch = _torch()
    return torch.ones(1, 1, length, dtype=torch.float64)


def run(layer: Layer, signal: Any, which: int = 0) -> Any:
    """One axis of a real layer on ``signal`` (N, 1, length) with all weights 1; ``which`` is 0 for height, 1 for width."""
    functional = _torch().nn.functional
    match layer:
        case Conv2d():
            return functional.conv1d(
                signal,
                _ones(axis(layer.kernel_size, which)),
                None,
                axis(layer.stride, which),
                axis(layer.padding, which),
                axis(layer.dilation, which),
            )
        case MaxPool2d():
            return functional.max_pool1d(
                signal,
                axis(layer.kernel_size, which),
                axis(layer.stride, which),
                axis(layer.padding, which),
                axis(layer.dilation, which),
                ceil_mode=layer.ceil_mode,
            )
        case AvgPool2d():
            return functional.avg_pool1d(
                signal,
                axis(layer.kernel_size, which),
                axis(layer.stride, which),
                axis(layer.padding, which),
                layer.ceil_mode,
            )
        case ReLU():
            return functional.relu(signal)
        case _:
            raise TypeError(f"{type(layer).__name__} has no spatial axis")


def output_length(layers: Sequence[Layer], length: int, which: int = 0) -> int:
    """The size of one axis after the layers really ran on ``length`` positions."""
    signal = _row(length)
    with _torch().inference_mode():
        for layer in layers:
            signal = run(layer, signal, which)
    return int(signal.shape[-1])


def _module(layer: Layer) -> Any:
    nn = _torch().nn
    match layer:
        case Conv2d():
            return _conv(layer)
        case MaxPool2d():
            return nn.MaxPool2d(layer.kernel_size, layer.stride, layer.padding, layer.dilation, ceil_mode=layer.ceil_mode)
        case AvgPool2d():
            return nn.AvgPool2d(layer.kernel_size, layer.stride, layer.padding, layer.ceil_mode)
        case Linear():
            return nn.Linear(layer.in_features, layer.out_features, layer.bias, device="meta")
        case ReLU():
            return nn.ReLU()
        case Flatten():
            return nn.Flatten()


def _conv(layer: Conv2d) -> Any:
    return _torch().nn.Conv2d(
        layer.in_channels,
        layer.out_channels,
        layer.kernel_size,
        layer.stride,
        layer.padding,
        layer.dilation,
        layer.groups,
        layer.bias,
        device="meta",
    )


def parameters(layers: Sequence[Layer]) -> int:
    """The number of learnable parameters of the real modules: the sum of ``p.numel()``."""
    return sum(parameter.numel() for layer in layers for parameter in _module(layer).parameters())


def output_shape(layers: Sequence[Layer], shape: tuple[int, int, int]) -> tuple[int, ...]:
    """The shape, without the batch axis, that the real modules give for one input of ``shape`` on the meta device."""
    torch = _torch()
    signal = torch.empty(1, *shape, device="meta")
    for layer in layers:
        signal = _module(layer)(signal)
    return tuple(signal.shape[1:])


def reach(layers: Sequence[Layer], length: int) -> list[list[int]]:
    """For each output position, the input positions that reach it, by sending every one-hot input through the layers."""
    torch = _torch()
    with torch.inference_mode():
        signal = torch.eye(length, dtype=torch.float64).unsqueeze(1)
        for layer in layers:
            signal = run(layer, signal)
    hits = signal[:, 0, :].ne(0)
    return [column.nonzero().flatten().tolist() for column in hits.T]


def receptive_field(layers: Sequence[Layer], length: int) -> tuple[int, int]:
    """Span of the input that reaches one output position, and the shift between neighbouring positions, per axis.

    ``length`` is where the search starts: the input is doubled until an output position and its neighbour see neither
    border, so that nothing is cut off.
    """
    while True:
        seen = reach(layers, length)
        centre = max(0, len(seen) // 2 - 1)
        if len(seen) >= 2 and seen[centre] and seen[centre][0] > 0 and seen[centre + 1][-1] < length - 1:
            return seen[centre][-1] - seen[centre][0] + 1, seen[centre + 1][0] - seen[centre][0]
        length *= 2
