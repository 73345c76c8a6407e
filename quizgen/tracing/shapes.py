"""The shape that a layer gives, or one sentence on why it cannot take what reaches it."""

from __future__ import annotations

from math import gcd, isqrt, prod

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
    Parallel,
    Residual,
    ZeroPad2d,
    axis,
    sides,
)
from quizgen.tracing.sizes import AXES, slid, upsampled

Dims = tuple[int, ...]
MOST_ELEMENTS, MOST_CHANNELS = 10**15, 10**6
"""Of a map: far more than any machine holds, and far less than torch can count; and of its channels."""
MOST_WEIGHTS = 1 << 28
"""Numbers of a convolution's kernels: twice those of VGG's largest and more; torch reserves room for them."""


def after(layer: Layer, shape: Dims, name: str) -> Dims:
    """The shape after a layer, without the batch: (channels, height, width), or (features,) once it is flat.

    ``Linear(in_features=None)`` takes what reaches it. Raises UsageError with the layer's ``name``, the argument and
    what would fit. What residual and parallel branches give is for ``joined``.
    """
    return _moderate(_after(layer, shape, name), name)


def _moderate(shape: Dims, name: str) -> Dims:
    """The shape that a layer gives; raises UsageError where no real layer's is as large."""
    if len(shape) == 3 and shape[0] > MOST_CHANNELS:
        raise UsageError(f"{name}: an output of {shown(shape)} has more than {MOST_CHANNELS:,} channels; take fewer")
    if prod(shape) > MOST_ELEMENTS:
        raise UsageError(
            f"{name}: an output of {shown(shape)} has more than {MOST_ELEMENTS:,} numbers; make it smaller"
        )
    return shape


def _after(layer: Layer, shape: Dims, name: str) -> Dims:  # noqa: PLR0911 - one return for each kind
    match layer:
        case Flatten():
            return (prod(shape),)
        case Linear():
            return _linear(layer, shape, name)
        case Conv2d() | ConvTranspose2d():
            return _convolved(layer, _map(layer, shape, name), name)
        case MaxPool2d() | AvgPool2d():
            channels, *lengths = _map(layer, shape, name)
            return (channels, *(slid(layer, length, which, name) for which, length in enumerate(lengths)))
        case AdaptiveAvgPool2d():
            channels, *_ = _map(layer, shape, name)
            return (channels, *(axis(layer.output_size, which) for which in (0, 1)))
        case ZeroPad2d():
            return _padded(layer, _map(layer, shape, name), name)
        case BatchNorm2d() | InstanceNorm2d() | GroupNorm() | LayerNorm():
            return _normalized(layer, shape, name)
        case Residual() | Parallel():
            raise TypeError("branches are traced one by one")
        case _:
            return shape


def joined(layer: Residual | Parallel, shapes: list[Dims], name: str) -> Dims:
    """The shape of the sum, or of the concatenation along the channels; raises UsageError where they do not fit."""
    if isinstance(layer, Residual):
        if len(set(shapes)) > 1:
            body, shortcut = (shown(shape) for shape in shapes)
            raise UsageError(f"{name}: the body gives {body} and the shortcut {shortcut}; only equal shapes are added")
        return shapes[0]
    if len({shape[1:] for shape in shapes}) > 1 or len({len(shape) for shape in shapes}) > 1:
        given = " and ".join(shown(shape) for shape in shapes)
        raise UsageError(f"{name}: the branches give {given}; only maps of equal height and width are concatenated")
    return _moderate((sum(shape[0] for shape in shapes), *shapes[0][1:]), name)


def shown(shape: Dims) -> str:
    """A shape in print: ``64x56x56``."""
    return "x".join(str(size) for size in shape)


def _map(layer: Layer, shape: Dims, name: str) -> tuple[int, int, int]:
    if len(shape) != 3:
        kind = type(layer).__name__
        raise UsageError(f"{name}: {kind} needs channels, height and width, but {shown(shape)} features reach it")
    return shape[0], shape[1], shape[2]


def _linear(layer: Linear, shape: Dims, name: str) -> Dims:
    if len(shape) != 1:
        raise UsageError(f"{name}: a map of {shown(shape)} reaches Linear; put flatten before it")
    if layer.in_features not in {None, *shape}:
        _mismatch("in_features", layer.in_features, f"{shape[0]} features reach it", shape[0], name)
    return (layer.out_features,)


def _mismatch(argument: str, given: object, fact: str, fits: object, name: str) -> None:
    raise UsageError(f"{name}: {argument} is {given}, but {fact}; write {fits}")


def _convolved(layer: Conv2d | ConvTranspose2d, shape: tuple[int, int, int], name: str) -> Dims:
    channels, *lengths = shape
    if layer.in_channels != channels:
        _mismatch("in_channels", layer.in_channels, f"{channels} channels reach it", channels, name)
    if layer.out_channels is None or layer.groups is None:
        raise ValueError("the number that is asked has no value")
    common = gcd(channels, layer.out_channels)
    for argument, count in (("in_channels", channels), ("out_channels", layer.out_channels)):
        if count % layer.groups:
            fits = ", ".join(map(str, _divisors(common)))
            raise UsageError(f"{name}: groups is {layer.groups}, which does not divide {argument} {count}; take {fits}")
    if isinstance(layer, Conv2d):
        sizes = [slid(layer, length, which, name) for which, length in enumerate(lengths)]
    else:
        sizes = [upsampled(layer, length, which, name) for which, length in enumerate(lengths)]
    _light(layer, channels * layer.out_channels // layer.groups, name)
    return (layer.out_channels, *sizes)


def _light(layer: Conv2d | ConvTranspose2d, kernels: int, name: str) -> None:
    """Raises UsageError for so many kernels, each for one pair of channels, that torch would have no room for them."""
    height, width = axis(layer.kernel_size, 0), axis(layer.kernel_size, 1)
    if kernels * height * width > MOST_WEIGHTS:
        raise UsageError(
            f"{name}: {kernels:,} kernels of {height}x{width} have more than {MOST_WEIGHTS:,} weights; make it smaller"
        )


def _divisors(number: int) -> list[int]:
    low = [divisor for divisor in range(1, isqrt(number) + 1) if number % divisor == 0]
    return sorted({*low, *(number // divisor for divisor in low)})


def _padded(layer: ZeroPad2d, shape: tuple[int, int, int], name: str) -> Dims:
    channels, *lengths = shape
    sizes = [length + sum(sides(layer, which)) for which, length in enumerate(lengths)]
    for which, size in enumerate(sizes):
        if size < 1:
            raise UsageError(f"{name}: padding crops all of the {AXES[which]} {lengths[which]}; crop less")
    return (channels, *sizes)


def _normalized(layer: BatchNorm2d | InstanceNorm2d | GroupNorm | LayerNorm, shape: Dims, name: str) -> Dims:
    if isinstance(layer, LayerNorm):
        if shape[-len(layer.normalized_shape) :] != layer.normalized_shape:
            _mismatch("normalized_shape", shown(layer.normalized_shape), f"{shown(shape)} reaches it", shape, name)
        return shape
    channels, *_ = _map(layer, shape, name)
    argument = "num_channels" if isinstance(layer, GroupNorm) else "num_features"
    given = getattr(layer, argument)
    if given != channels:
        _mismatch(argument, given, f"{channels} channels reach it", channels, name)
    if isinstance(layer, GroupNorm) and (layer.num_groups is None or channels % layer.num_groups):
        raise UsageError(f"{name}: num_groups is {layer.num_groups}, which does not divide {channels} channels")
    _several(layer, shape, name)
    return shape


def _several(layer: BatchNorm2d | InstanceNorm2d | GroupNorm, shape: Dims, name: str) -> None:
    """Raises UsageError where torch refuses statistics over a single number."""
    together = {InstanceNorm2d: 1, GroupNorm: shape[0] // getattr(layer, "num_groups", 1)}.get(type(layer), 2)
    if together * prod(shape[1:]) == 1:
        kind = type(layer).__name__
        raise UsageError(f"{name}: {kind} takes statistics over one number where {shown(shape)} arrives; leave it out")
