"""The shape that layers give which slide no window: padding, resizing, channels in another order."""

from __future__ import annotations

from math import prod

from quizgen.errors import UsageError
from quizgen.layers import (
    Channels,
    Layer,
    Padding,
    PixelShuffle,
    PixelUnshuffle,
    Unflatten,
    Unpooling,
    Upsample,
    sides,
)
from quizgen.tracing.sizes import unpooled, upsampled
from quizgen.tracing.words import AXES, Dims, as_map, shown

SMOOTH = {"linear": 1, "bilinear": 2, "trilinear": 3, "bicubic": 2}
"""The axes that torch's modes are made for."""


def padded(layer: Padding, shape: Dims, name: str) -> Dims:
    """The map with positions added, or cropped; raises UsageError where nothing is left or nothing can be copied."""
    kind = type(layer).__name__
    channels, *lengths = as_map(kind, layer.axes, shape, name)
    sizes = []
    for which, length in enumerate(lengths):
        added = sides(layer, which)
        least = length - 1 if kind.startswith("Reflection") else length
        if kind.startswith(("Reflection", "Circular")) and max(added) > least:
            raise UsageError(
                f"{name}: padding is {max(added)}, but only {least} positions of the {AXES[layer.axes][which]} "
                f"{length} can be copied; take {least} at most"
            )
        sizes.append(length + sum(added))
        if sizes[-1] < 1:
            raise UsageError(f"{name}: padding crops all of the {AXES[layer.axes][which]} {length}; crop less")
    return (channels, *sizes)


def resized(layer: Upsample | Unpooling, shape: Dims, name: str) -> Dims:
    """A map with other sizes; raises UsageError where no map reaches it, or one that torch does not take."""
    if isinstance(layer, Unpooling):
        channels, *lengths = as_map(type(layer).__name__, layer.axes, shape, name)
        sizes = [unpooled(layer, length, which) for which, length in enumerate(lengths)]
        if min(sizes) < 1:
            raise UsageError(f"{name}: padding crops all of the map; take less")
        return (channels, *sizes)
    if len(shape) == 1:
        raise UsageError(f"{name}: Upsample needs a map, but {shown(shape)} features reach it")
    axes = SMOOTH.get(layer.mode, len(shape) - 1)
    if axes != len(shape) - 1:
        fits = next((mode for mode, made in SMOOTH.items() if made == len(shape) - 1), "nearest")
        found = f"mode is {layer.mode}, but a map of {shown(shape)} reaches it"
        raise UsageError(f"{name}: {found}; take nearest or {fits}")
    if layer.align_corners and layer.mode == "nearest":
        raise UsageError(f"{name}: align_corners is for modes such as bilinear; leave it out for nearest")
    return (shape[0], *(upsampled(layer, length, which) for which, length in enumerate(shape[1:])))


def reshaped(layer: Layer, shape: Dims, name: str) -> Dims:
    """The same numbers, or channels, in another form; raises UsageError where they do not go into it."""
    match layer:
        case Unflatten():
            if len(shape) != 1 or shape[0] != prod(layer.unflattened_size):
                raise UsageError(
                    f"{name}: {shown(layer.unflattened_size)} takes {prod(layer.unflattened_size)} features, but "
                    f"{shown(shape)} reaches it; write sizes whose product is {prod(shape)}"
                )
            return layer.unflattened_size
        case Channels():
            if layer.stop > shape[0]:
                raise UsageError(
                    f"{name}: the channels {layer.start} to {layer.stop} are asked for, but {shape[0]} reach it; "
                    f"write {shape[0]} at most"
                )
            return (layer.stop - layer.start, *shape[1:])
        case PixelShuffle():
            return _shuffled(shape, layer.upscale_factor, name)
        case PixelUnshuffle():
            return _unshuffled(shape, layer.downscale_factor, name)
        case _:
            return shape


def _shuffled(shape: Dims, factor: int, name: str) -> Dims:
    channels, height, width = as_map("PixelShuffle", 2, shape, name)
    if channels % factor**2:
        raise UsageError(
            f"{name}: {channels} channels reach it, which {factor} x {factor} does not divide; "
            f"give it {channels + -channels % factor**2}"
        )
    return channels // factor**2, height * factor, width * factor


def _unshuffled(shape: Dims, factor: int, name: str) -> Dims:
    channels, height, width = as_map("PixelUnshuffle", 2, shape, name)
    if height % factor or width % factor:
        found = f"{factor} does not divide both the height {height} and the width {width}"
        raise UsageError(f"{name}: {found}; pad or resize the map")
    return channels * factor**2, height // factor, width // factor
