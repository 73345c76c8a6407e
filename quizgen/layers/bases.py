"""What layers of one kind have in common, whether they work along one, two or three axes.

``None`` stands for the one argument that an item asks for. A size is one number for all axes or one for each, such as
``(height, width)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, TypeAlias

from msgspec import Struct

Size: TypeAlias = int | tuple[int, ...] | None


class Layer(Struct, frozen=True):
    """A layer as a value: its type has PyTorch's name, and so have its arguments.

    ``fixed`` are arguments that are the same in every such layer, and that PyTorch has to be told.
    """

    fixed: ClassVar[Mapping[str, object]] = {}


class Windowed(Layer, frozen=True):
    """A layer that is made for maps of ``axes`` axes beside their channels."""

    axes: ClassVar[int] = 2


class Convolution(Windowed, frozen=True):
    """A convolution; ``groups`` divides both channel counts."""

    in_channels: int
    out_channels: int | None
    kernel_size: Size
    stride: Size = 1
    padding: Size = 0
    dilation: Size = 1
    groups: int | None = 1
    bias: bool = True


class Transposed(Windowed, frozen=True):
    """A transposed convolution; ``padding`` crops the output, ``output_padding`` widens it on one side."""

    in_channels: int
    out_channels: int | None
    kernel_size: Size
    stride: Size = 1
    padding: Size = 0
    output_padding: Size = 0
    groups: int | None = 1
    bias: bool = True
    dilation: Size = 1


class MaxPooling(Windowed, frozen=True):
    """Max pooling; the stride is always explicit (PyTorch's default is the kernel size)."""

    kernel_size: Size
    stride: Size
    padding: Size = 0
    dilation: Size = 1
    ceil_mode: bool = False


class AvgPooling(Windowed, frozen=True):
    """Average pooling; the stride is always explicit."""

    kernel_size: Size
    stride: Size
    padding: Size = 0
    ceil_mode: bool = False


class AdaptivePooling(Windowed, frozen=True):
    """Pooling to ``output_size`` positions; with 1 it is global."""

    output_size: Size = 1


class Padding(Windowed, frozen=True):
    """Positions on every side, or before and after on each axis, the last axis first; zeros' negative numbers crop."""

    padding: int | tuple[int, ...]


class BatchNorm(Windowed, frozen=True):
    """Statistics of each channel over the mini-batch and all positions."""

    num_features: int | None
    affine: bool = True


class InstanceNorm(Windowed, frozen=True):
    """Statistics of each sample and channel; no parameters unless ``affine``."""

    num_features: int | None
    affine: bool = False


class ChannelNorm(Windowed, frozen=True):
    """Statistics of each position over its channels, as in ConvNeXt: two learned numbers for each channel."""

    num_channels: int


class Unpooling(Windowed, frozen=True):
    """Max unpooling: each value goes back to where in its window the maximum was; the stride is always explicit."""

    kernel_size: Size
    stride: Size
    padding: Size = 0


Sliding: TypeAlias = Convolution | MaxPooling | AvgPooling
"""Layers that slide a window of fixed size over the map."""
SPATIAL = (Convolution, MaxPooling, AvgPooling)


def axis(size: Size, which: int) -> int:
    """One axis of a size: of two, 0 is the height and 1 the width; raises ValueError for the size that is asked."""
    if type(size) is int:  # most are
        return size
    if size is None:
        raise ValueError("the size that is asked has no value")
    return size if isinstance(size, int) else size[which]


def sides(layer: Padding, which: int) -> tuple[int, int]:
    """The positions added before and after on one axis, of two 0 is the height; below zero they are cropped."""
    if isinstance(layer.padding, int):
        return layer.padding, layer.padding
    place = 2 * (layer.axes - 1 - which)
    return layer.padding[place], layer.padding[place + 1]
