"""Layers as values, with PyTorch's names for their arguments.

``None`` stands for the one argument that an item asks for. A size is one number for both axes or ``(height, width)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import TypeAlias

Size: TypeAlias = int | tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Conv2d:
    """``torch.nn.Conv2d``; ``groups`` divides both channel counts."""

    in_channels: int
    out_channels: int | None
    kernel_size: Size
    stride: Size = 1
    padding: Size = 0
    dilation: Size = 1
    groups: int | None = 1
    bias: bool = True


@dataclass(frozen=True, slots=True)
class MaxPool2d:
    """``torch.nn.MaxPool2d``; the stride is always explicit (PyTorch's default is the kernel size)."""

    kernel_size: Size
    stride: Size
    padding: Size = 0
    dilation: Size = 1
    ceil_mode: bool = False


@dataclass(frozen=True, slots=True)
class AvgPool2d:
    """``torch.nn.AvgPool2d``; the stride is always explicit."""

    kernel_size: Size
    stride: Size
    padding: Size = 0
    ceil_mode: bool = False


@dataclass(frozen=True, slots=True)
class ConvTranspose2d:
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


@dataclass(frozen=True, slots=True)
class AdaptiveAvgPool2d:
    """``torch.nn.AdaptiveAvgPool2d``; with ``output_size=1`` it is global average pooling."""

    output_size: Size = 1


@dataclass(frozen=True, slots=True)
class ZeroPad2d:
    """``torch.nn.ZeroPad2d``: zeros on every side, or left, right, top and bottom; negative numbers crop."""

    padding: int | tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class BatchNorm2d:
    """``torch.nn.BatchNorm2d``: statistics of each channel over the mini-batch and all positions."""

    num_features: int | None
    affine: bool = True


@dataclass(frozen=True, slots=True)
class InstanceNorm2d:
    """``torch.nn.InstanceNorm2d``: statistics of each sample and channel; no parameters unless ``affine``."""

    num_features: int | None
    affine: bool = False


@dataclass(frozen=True, slots=True)
class GroupNorm:
    """``torch.nn.GroupNorm``: statistics of each sample and group of channels."""

    num_groups: int | None
    num_channels: int
    affine: bool = True


@dataclass(frozen=True, slots=True)
class LayerNorm:
    """``torch.nn.LayerNorm``: statistics of each sample over the last axes, whose sizes ``normalized_shape`` names."""

    normalized_shape: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReLU:
    """``torch.nn.ReLU``."""


@dataclass(frozen=True, slots=True)
class ReLU6:
    """``torch.nn.ReLU6``: as ReLU, and never above 6."""


@dataclass(frozen=True, slots=True)
class LeakyReLU:
    """``torch.nn.LeakyReLU`` with PyTorch's slope of 1/100 below zero."""


@dataclass(frozen=True, slots=True)
class Sigmoid:
    """``torch.nn.Sigmoid``."""


@dataclass(frozen=True, slots=True)
class Tanh:
    """``torch.nn.Tanh``."""


@dataclass(frozen=True, slots=True)
class Dropout:
    """``torch.nn.Dropout`` with PyTorch's ``p=0.5``; the shape stays as it is."""


@dataclass(frozen=True, slots=True)
class Flatten:
    """``torch.nn.Flatten``: channels, height and width become one axis."""


@dataclass(frozen=True, slots=True)
class Linear:
    """``torch.nn.Linear``."""

    in_features: int | None
    out_features: int
    bias: bool = True


@dataclass(frozen=True, slots=True)
class Residual:
    """What ``body`` makes of the input, plus the input itself, or what ``shortcut`` makes of it, of the same shape."""

    body: tuple[Layer, ...]
    shortcut: tuple[Layer, ...] = ()


@dataclass(frozen=True, slots=True)
class Parallel:
    """Branches that are all given the same input; their outputs are concatenated along the channels.

    An empty branch passes the input on.
    """

    branches: tuple[tuple[Layer, ...], ...]


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
Shape: TypeAlias = tuple[int, int, int]
SPATIAL = (Conv2d, MaxPool2d, AvgPool2d)
SHAPELESS = (BatchNorm2d, InstanceNorm2d, GroupNorm, LayerNorm, ReLU, ReLU6, LeakyReLU, Sigmoid, Tanh, Dropout)
"""Layers that give every position on as it stands, whatever they make of its values."""


@dataclass(frozen=True, slots=True)
class Network:
    """Layers one after the other, and the shape ``(channels, height, width)`` of the input they are given."""

    input: Shape
    layers: tuple[Layer, ...]


def arguments(layer: Layer) -> dict[str, object]:
    """Every argument of a layer by PyTorch's name."""
    kind: type = type(layer)
    return {name: getattr(layer, name) for name in _names(kind)}


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def layer_json(layer: Layer) -> dict[str, object]:
    """The layer as a JSON object: its type and every argument, sizes of two axes and layers within it as lists."""
    return {"type": type(layer).__name__} | {name: _json(value) for name, value in arguments(layer).items()}


def _json(value: object) -> object:
    if isinstance(value, tuple):
        return [_json(part) for part in value]
    return layer_json(value) if isinstance(value, Layer) else value


def network_json(network: Network) -> dict[str, object]:
    """The input shape and the layers as JSON."""
    return {"input": list(network.input), "layers": [layer_json(layer) for layer in network.layers]}


def networks_json(networks: Mapping[str, Network]) -> dict[str, object]:
    """Networks that are given the same input, by name, as JSON; raises ValueError if their inputs differ."""
    (shape,) = {network.input for network in networks.values()}
    named = {name: [layer_json(layer) for layer in network.layers] for name, network in networks.items()}
    return {"input": list(shape), "networks": named}


def code(layer: Layer, show: tuple[str, ...]) -> str:
    """The layer as a call with the named arguments written out: ``Conv2d(kernel_size=3, stride=2)``."""
    values = arguments(layer)
    return f"{type(layer).__name__}({', '.join(f'{name}={_shown(values[name])}' for name in show)})"


def _shown(value: object) -> str:
    return "?" if value is None else str(value)


def row(layer: Layer, show: tuple[str, ...], *, blank: str = "–") -> tuple[str, ...]:
    """The layer's type and the named arguments as table cells; ``blank`` where it has no such argument."""
    values: Mapping[str, object] = arguments(layer)
    return (type(layer).__name__, *(_shown(values[name]) if name in values else blank for name in show))


def axis(size: Size, which: int) -> int:
    """One axis of a size: 0 is the height, 1 the width; raises ValueError for the size that is asked."""
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
