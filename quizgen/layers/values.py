"""Layers as values, with PyTorch's names for their arguments.

``None`` stands for the one argument that an item asks for. A size is one number for both axes or ``(height, width)``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeAlias

from msgspec import Struct

Size: TypeAlias = int | tuple[int, int] | None


class Conv2d(Struct, frozen=True):
    """``torch.nn.Conv2d``; ``groups`` divides both channel counts."""

    in_channels: int
    out_channels: int | None
    kernel_size: Size
    stride: Size = 1
    padding: Size = 0
    dilation: Size = 1
    groups: int | None = 1
    bias: bool = True


class MaxPool2d(Struct, frozen=True):
    """``torch.nn.MaxPool2d``; the stride is always explicit (PyTorch's default is the kernel size)."""

    kernel_size: Size
    stride: Size
    padding: Size = 0
    dilation: Size = 1
    ceil_mode: bool = False


class AvgPool2d(Struct, frozen=True):
    """``torch.nn.AvgPool2d``; the stride is always explicit."""

    kernel_size: Size
    stride: Size
    padding: Size = 0
    ceil_mode: bool = False


class ConvTranspose2d(Struct, frozen=True):
    """``torch.nn.ConvTranspose2d``; ``padding`` crops the output, ``output_padding`` widens it on one side."""

    in_channels: int
    out_channels: int | None
    kernel_size: Size
    stride: Size = 1
    padding: Size = 0
    output_padding: Size = 0
    groups: int | None = 1
    bias: bool = True
    dilation: Size = 1


class AdaptiveAvgPool2d(Struct, frozen=True):
    """``torch.nn.AdaptiveAvgPool2d``; with ``output_size=1`` it is global average pooling."""

    output_size: Size = 1


class ZeroPad2d(Struct, frozen=True):
    """``torch.nn.ZeroPad2d``: zeros on every side, or left, right, top and bottom; negative numbers crop."""

    padding: int | tuple[int, int, int, int]


class BatchNorm2d(Struct, frozen=True):
    """``torch.nn.BatchNorm2d``: statistics of each channel over the mini-batch and all positions."""

    num_features: int | None
    affine: bool = True


class InstanceNorm2d(Struct, frozen=True):
    """``torch.nn.InstanceNorm2d``: statistics of each sample and channel; no parameters unless ``affine``."""

    num_features: int | None
    affine: bool = False


class GroupNorm(Struct, frozen=True):
    """``torch.nn.GroupNorm``: statistics of each sample and group of channels."""

    num_groups: int | None
    num_channels: int
    affine: bool = True


class LayerNorm(Struct, frozen=True):
    """``torch.nn.LayerNorm``: statistics of each sample over the last axes, whose sizes ``normalized_shape`` names."""

    normalized_shape: tuple[int, ...]


class ReLU(Struct, frozen=True):
    """``torch.nn.ReLU``."""


class ReLU6(Struct, frozen=True):
    """``torch.nn.ReLU6``: as ReLU, and never above 6."""


class LeakyReLU(Struct, frozen=True):
    """``torch.nn.LeakyReLU`` with PyTorch's slope of 1/100 below zero."""


class Sigmoid(Struct, frozen=True):
    """``torch.nn.Sigmoid``."""


class Tanh(Struct, frozen=True):
    """``torch.nn.Tanh``."""


class Dropout(Struct, frozen=True):
    """``torch.nn.Dropout`` with PyTorch's ``p=0.5``; the shape stays as it is."""


class Flatten(Struct, frozen=True):
    """``torch.nn.Flatten``: channels, height and width become one axis."""


class Linear(Struct, frozen=True):
    """``torch.nn.Linear``."""

    in_features: int | None
    out_features: int
    bias: bool = True


class Residual(Struct, frozen=True):
    """What ``body`` makes of the input, plus the input itself, or what ``shortcut`` makes of it, of the same shape."""

    body: tuple[Layer, ...]
    shortcut: tuple[Layer, ...] = ()


class Parallel(Struct, frozen=True):
    """Branches that are all given the same input; their outputs are concatenated along the channels.

    An empty branch passes the input on.
    """

    branches: tuple[tuple[Layer, ...], ...]


Sliding: TypeAlias = Conv2d | MaxPool2d | AvgPool2d
"""Layers that slide a window of fixed size over the map."""
Layer: TypeAlias = (
    Conv2d
    | ConvTranspose2d
    | MaxPool2d
    | AvgPool2d
    | AdaptiveAvgPool2d
    | ZeroPad2d
    | BatchNorm2d
    | InstanceNorm2d
    | GroupNorm
    | LayerNorm
    | ReLU
    | ReLU6
    | LeakyReLU
    | Sigmoid
    | Tanh
    | Dropout
    | Flatten
    | Linear
    | Residual
    | Parallel
)
MapShape: TypeAlias = tuple[int, int, int]
SPATIAL = (Conv2d, MaxPool2d, AvgPool2d)
SHAPELESS = (BatchNorm2d, InstanceNorm2d, GroupNorm, LayerNorm, ReLU, ReLU6, LeakyReLU, Sigmoid, Tanh, Dropout)
"""Layers that give every position on as it stands, whatever they make of its values."""


class Network(Struct, frozen=True):
    """Layers one after the other, and the shape ``(channels, height, width)`` of the input they are given."""

    input: MapShape
    layers: tuple[Layer, ...]


def _is_layer(kind: type) -> bool:
    return issubclass(kind, Layer)


is_layer: Callable[[type], bool] = cache(_is_layer)
"""Whether values of a type are layers; to ask it anew takes as long as there are types of layers."""


def axis(size: Size, which: int) -> int:
    """One axis of a size: 0 is the height, 1 the width; raises ValueError for the size that is asked."""
    if type(size) is int:  # most are
        return size
    if size is None:
        raise ValueError("the size that is asked has no value")
    return size if isinstance(size, int) else size[which]


def sides(layer: ZeroPad2d, which: int) -> tuple[int, int]:
    """The positions added before and after on one axis: 0 is the height, 1 the width; below zero they are cropped."""
    if isinstance(layer.padding, int):
        return layer.padding, layer.padding
    return layer.padding[2:] if which == 0 else layer.padding[:2]


def branches(layer: Residual | Parallel) -> tuple[tuple[Layer, ...], ...]:
    """The paths from the common input to where they are added or concatenated; a residual's shortcut is the second."""
    return (layer.body, layer.shortcut) if isinstance(layer, Residual) else layer.branches
