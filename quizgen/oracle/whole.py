"""Whole maps through real layers on a batch without samples: every shape is checked and made, no value is.

So a map or a weight of any size takes no memory and no time. On the meta device torch would do the same, but import a
second of compilers and sympy first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

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
    Parallel,
    ReLU,
    Residual,
    Size,
    ZeroPad2d,
    arguments,
    axis,
    branches,
)
from quizgen.oracle.running import loaded, untouched


def blank(shape: Sequence[int], dtype: Any = None) -> Any:
    """No sample of ``shape``, which is without the batch."""
    return loaded().empty(0, *shape, dtype=dtype)


def through(layers: Sequence[Layer], signal: Any) -> Any:
    """What the layers give, in evaluation. Torch's own RuntimeError or ValueError says what does not fit."""
    for layer in layers:
        signal = applied(layer, signal)
    return signal


def applied(layer: Layer, signal: Any) -> Any:  # noqa: C901, PLR0911, PLR0912 - one return for each layer
    """What one layer gives; ``Linear(in_features=None)`` takes what reaches it."""
    functional = loaded().nn.functional
    match layer:
        case Conv2d():
            return functional.conv2d(signal, weight(layer, signal), None, *_moves(layer), layer.dilation, layer.groups)
        case ConvTranspose2d():
            rest = layer.output_padding, layer.groups, layer.dilation
            return functional.conv_transpose2d(signal, weight(layer, signal), None, *_moves(layer), *rest)
        case Linear():
            return functional.linear(signal, weight(layer, signal))
        case MaxPool2d():
            return functional.max_pool2d(signal, layer.kernel_size, *_moves(layer), layer.dilation, layer.ceil_mode)
        case AvgPool2d():
            return functional.avg_pool2d(signal, layer.kernel_size, *_moves(layer), layer.ceil_mode)
        case AdaptiveAvgPool2d():
            return functional.adaptive_avg_pool2d(signal, layer.output_size)
        case ReLU():
            return functional.relu(signal)
        case Flatten():
            return signal.flatten(1)
        case Residual():
            return _added([through(branch, signal) for branch in branches(layer)])
        case Parallel():
            return loaded().cat([through(branch, signal) for branch in branches(layer)], 1)
        case BatchNorm2d() | InstanceNorm2d() | GroupNorm() | LayerNorm():
            return _normalized(layer, signal)
        case ZeroPad2d():
            sides = (layer.padding,) * 4 if isinstance(layer.padding, int) else layer.padding
            return functional.pad(signal, sides)
        case _:
            return getattr(loaded().nn, type(layer).__name__)(**arguments(layer)).eval()(signal)


def _moves(layer: Conv2d | ConvTranspose2d | MaxPool2d | AvgPool2d) -> tuple[Size, Size]:
    return layer.stride, layer.padding


def weight(layer: Conv2d | ConvTranspose2d | Linear, signal: Any) -> Any:
    """The layer's weight, of the signal's type and without values."""
    return untouched(_weight_shape(layer, signal), signal.dtype)


def _weight_shape(layer: Conv2d | ConvTranspose2d | Linear, signal: Any) -> tuple[int, ...]:
    if isinstance(layer, Linear):
        return layer.out_features, layer.in_features or signal.shape[-1]
    sides = axis(layer.kernel_size, 0), axis(layer.kernel_size, 1)
    if isinstance(layer, ConvTranspose2d):
        return layer.in_channels, _shared(layer.out_channels, layer.groups), *sides
    if layer.out_channels is None:
        raise ValueError("the number that is asked has no value")
    return layer.out_channels, _shared(layer.in_channels, layer.groups), *sides


def _shared(channels: int | None, groups: int | None) -> int:
    """The channels that each group has; raises ValueError where they cannot be shared out."""
    if channels is None or groups is None:
        raise ValueError("the number that is asked has no value")
    if channels % groups:
        raise ValueError(f"{channels} channels are not divisible by {groups} groups")
    return channels // groups


def _normalized(layer: BatchNorm2d | InstanceNorm2d | GroupNorm | LayerNorm, signal: Any) -> Any:
    """Some of them look at their channels only where there is a sample: they are given one of two positions first."""
    functional, one = loaded().nn.functional, signal.new_empty(())
    match layer:
        case BatchNorm2d():
            every = one.expand(layer.num_features)
            functional.batch_norm(one.expand(1, signal.shape[1], 2), every, every)
            return functional.batch_norm(signal, every, every)
        case InstanceNorm2d():
            every = one.expand(layer.num_features) if layer.affine else None
            functional.instance_norm(one.expand(1, signal.shape[1], 2), weight=every, bias=every)
            return functional.instance_norm(signal)
        case GroupNorm():
            return functional.group_norm(signal, layer.num_groups, one.expand(layer.num_channels))
        case LayerNorm():
            return functional.layer_norm(signal, layer.normalized_shape)


def _added(ends: Sequence[Any]) -> Any:
    if len({end.shape for end in ends}) > 1:
        shapes = " and ".join(str(tuple(end.shape[1:])) for end in ends)
        raise ValueError(f"only equal shapes are added, not {shapes}")
    return sum(ends)
