"""Whole maps through real layers on a batch without samples: every shape is checked and made, no value is.

So a map or a weight of any size takes no memory and no time. On the meta device torch would do the same, but import a
second of compilers and sympy first.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import reduce
from operator import add, mul
from typing import Any

from quizgen.layers import (
    AdaptiveAvgPool2d,
    AvgPooling,
    BatchNorm,
    Convolution,
    Flatten,
    GroupNorm,
    InstanceNorm,
    Joining,
    Layer,
    LayerNorm,
    Linear,
    MaxPooling,
    Parallel,
    Product,
    ReLU,
    Residual,
    Size,
    Sum,
    Transposed,
    ZeroPad2d,
    arguments,
    axis,
    branches,
    kind,
)
from quizgen.oracle.composed import composed
from quizgen.oracle.running import loaded, untouched


def blank(shape: Sequence[int], dtype: Any = None) -> Any:
    """No sample of ``shape``, which is without the batch."""
    return loaded().empty(0, *shape, dtype=dtype)


def through(layers: Sequence[Layer], signal: Any) -> Any:
    """What the layers give, in evaluation. Torch's own RuntimeError or ValueError says what does not fit."""
    for layer in layers:
        signal = applied(layer, signal)
    return signal


def applied(layer: Layer, signal: Any) -> Any:  # noqa: C901, PLR0911 - one return for each layer
    """What one layer gives; ``Linear(in_features=None)`` takes what reaches it."""
    functional = loaded().nn.functional
    match layer:
        case Convolution() | Transposed():
            return _convolved(layer, signal)
        case Linear():
            return functional.linear(signal, weight(layer, signal))
        case MaxPooling():
            run = getattr(functional, f"max_pool{layer.axes}d")
            return run(signal, layer.kernel_size, *_moves(layer), layer.dilation, layer.ceil_mode)
        case AvgPooling():
            run = getattr(functional, f"avg_pool{layer.axes}d")
            return run(signal, layer.kernel_size, *_moves(layer), layer.ceil_mode)
        case AdaptiveAvgPool2d():
            return functional.adaptive_avg_pool2d(signal, layer.output_size)
        case ReLU():
            return functional.relu(signal)
        case Flatten():
            return signal.flatten(1)
        case Joining():
            return _joined(layer, [through(branch, signal) for branch in branches(layer)])
        case BatchNorm() | InstanceNorm() | GroupNorm() | LayerNorm():
            return _normalized(layer, signal)
        case ZeroPad2d():
            sides = (layer.padding,) * 4 if isinstance(layer.padding, int) else layer.padding
            return functional.pad(signal, sides)
        case _:
            module = composed(layer) or getattr(loaded().nn, kind(layer))(**arguments(layer))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # that "same" with an even kernel costs torch a copy
                return module.to(signal.dtype).eval()(signal)


def _convolved(layer: Convolution | Transposed, signal: Any) -> Any:
    functional = loaded().nn.functional
    if isinstance(layer, Convolution):
        run = getattr(functional, f"conv{layer.axes}d")
        return run(signal, weight(layer, signal), None, *_moves(layer), layer.dilation, layer.groups)
    run = getattr(functional, f"conv_transpose{layer.axes}d")
    rest = layer.output_padding, layer.groups, layer.dilation
    return run(signal, weight(layer, signal), None, *_moves(layer), *rest)


def _joined(layer: Joining, ends: Sequence[Any]) -> Any:
    match layer:
        case Residual():
            return _added(ends)
        case Parallel():
            return loaded().cat(ends, 1)
        case Sum():
            return reduce(add, ends)
        case Product():
            return reduce(mul, ends)
        case _:
            raise TypeError(f"{type(layer).__name__} has no branches")


def _moves(layer: Convolution | Transposed | MaxPooling | AvgPooling) -> tuple[Size, Size]:
    return layer.stride, layer.padding


def weight(layer: Convolution | Transposed | Linear, signal: Any) -> Any:
    """The layer's weight, of the signal's type and without values."""
    return untouched(_weight_shape(layer, signal), signal.dtype)


def _weight_shape(layer: Convolution | Transposed | Linear, signal: Any) -> tuple[int, ...]:
    if isinstance(layer, Linear):
        return layer.out_features, layer.in_features or signal.shape[-1]
    sides = tuple(axis(layer.kernel_size, which) for which in range(layer.axes))
    if isinstance(layer, Transposed):
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


def _normalized(layer: BatchNorm | InstanceNorm | GroupNorm | LayerNorm, signal: Any) -> Any:
    """Some of them look at their channels only where there is a sample: they are given one of two positions first."""
    functional, one = loaded().nn.functional, signal.new_empty(())
    match layer:
        case BatchNorm():
            every = one.expand(layer.num_features)
            functional.batch_norm(one.expand(1, signal.shape[1], 2), every, every)
            return functional.batch_norm(signal, every, every)
        case InstanceNorm():
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
