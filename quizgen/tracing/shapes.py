"""The shape that a layer gives, or one sentence on why it cannot take what reaches it."""

from __future__ import annotations

from math import gcd, prod

from msgspec.structs import replace

from quizgen.errors import UsageError
from quizgen.layers import (
    AdaptivePooling,
    AvgPooling,
    BatchNorm,
    ChannelNorm,
    ChannelShuffle,
    CircularPad2d,
    Convolution,
    Dropout,
    Flatten,
    GroupNorm,
    InstanceNorm,
    Joining,
    Layer,
    LayerNorm,
    LayerScale,
    Linear,
    LogSoftmax,
    MaxPooling,
    Padded,
    Padding,
    PReLU,
    ReflectionPad2d,
    ReplicationPad2d,
    Softmax,
    SqueezeExcitation,
    Transposed,
    Unpooling,
    Upsample,
    around,
    axis,
    kind,
)
from quizgen.tracing.by_channel import by_channel, divisors
from quizgen.tracing.normalizing import normalized
from quizgen.tracing.reshaping import padded, reshaped, resized
from quizgen.tracing.sizes import slid, stamped
from quizgen.tracing.words import Dims, as_map, mismatch, moderate, shown

MOST_WEIGHTS = 1 << 28
"""Numbers of a convolution's kernels: twice those of VGG's largest and more; torch reserves room for them."""


def after(layer: Layer, shape: Dims, name: str) -> Dims:
    """The shape after a layer, without the batch: (channels, height, width), or (features,) once it is flat.

    ``Linear(in_features=None)`` takes what reaches it. Raises UsageError with the layer's ``name``, the argument and
    what would fit. What residual and parallel branches give is for ``joined``.
    """
    return moderate(_after(layer, shape, name), name)


def _after(layer: Layer, shape: Dims, name: str) -> Dims:  # noqa: C901, PLR0911 - one return for each kind
    match layer:
        case Flatten():
            return (prod(shape),)
        case Linear():
            return _linear(layer, shape, name)
        case Convolution() | Transposed():
            return _convolved(layer, _map(layer, shape, name), name)
        case MaxPooling() | AvgPooling():
            channels, *lengths = _map(layer, shape, name)
            return (channels, *(slid(layer, length, which, name) for which, length in enumerate(lengths)))
        case AdaptivePooling():
            channels, *_ = _map(layer, shape, name)
            return (channels, *(axis(layer.output_size, which) for which in range(layer.axes)))
        case Padding():
            return padded(layer, shape, name)
        case BatchNorm() | InstanceNorm() | GroupNorm() | LayerNorm() | ChannelNorm():
            return normalized(layer, shape, name)
        case Upsample() | Unpooling():
            return resized(layer, shape, name)
        case Padded():
            return _around(layer, shape, name)
        case Joining():
            raise TypeError("branches are traced one by one")
        case PReLU() | LayerScale() | SqueezeExcitation() | ChannelShuffle() | Dropout() | Softmax() | LogSoftmax():
            return by_channel(layer, shape, name)
        case _:
            return reshaped(layer, shape, name)


def _map(layer: Convolution | Transposed | MaxPooling | AvgPooling | AdaptivePooling, shape: Dims, name: str) -> Dims:
    return as_map(type(layer).__name__, layer.axes, shape, name)


def _around(layer: Padded, shape: Dims, name: str) -> Dims:
    """The shape after a convolution that pads by itself; what it copies has to be there."""
    inner = layer.layer
    copied = {"reflect": ReflectionPad2d, "circular": CircularPad2d}.get(layer.padding_mode, ReplicationPad2d)
    channels, *lengths = as_map(kind(layer), inner.axes, shape, name)
    padded_lengths = []
    for which, length in enumerate(lengths):
        before, behind = around(layer, which)
        padded(copied((before, behind, 0, 0)), (channels, length, length), name)
        padded_lengths.append(length + before + behind)
    return _after(replace(inner, padding=0), (channels, *padded_lengths), name)


def _linear(layer: Linear, shape: Dims, name: str) -> Dims:
    if len(shape) != 1:
        raise UsageError(f"{name}: a map of {shown(shape)} reaches Linear; put flatten before it")
    if layer.in_features not in {None, *shape}:
        mismatch("in_features", layer.in_features, f"{shape[0]} features reach it", shape[0], name)
    return (layer.out_features,)


def _convolved(layer: Convolution | Transposed, shape: Dims, name: str) -> Dims:
    channels, *lengths = shape
    if layer.in_channels != channels:
        mismatch("in_channels", layer.in_channels, f"{channels} channels reach it", channels, name)
    if layer.out_channels is None or layer.groups is None:
        raise ValueError("the number that is asked has no value")
    common = gcd(channels, layer.out_channels)
    for argument, count in (("in_channels", channels), ("out_channels", layer.out_channels)):
        if count % layer.groups:
            fits = ", ".join(map(str, divisors(common)))
            raise UsageError(f"{name}: groups is {layer.groups}, which does not divide {argument} {count}; take {fits}")
    if isinstance(layer, Convolution):
        sizes = [slid(layer, length, which, name) for which, length in enumerate(lengths)]
    else:
        sizes = [stamped(layer, length, which, name) for which, length in enumerate(lengths)]
    _light(layer, channels * layer.out_channels // layer.groups, name)
    return (layer.out_channels, *sizes)


def _light(layer: Convolution | Transposed, kernels: int, name: str) -> None:
    """Raises UsageError for so many kernels, each for one pair of channels, that torch would have no room for them."""
    sizes = tuple(axis(layer.kernel_size, which) for which in range(layer.axes))
    if kernels * prod(sizes) > MOST_WEIGHTS:
        raise UsageError(
            f"{name}: {kernels:,} kernels of {shown(sizes)} have more than {MOST_WEIGHTS:,} weights; make it smaller"
        )
