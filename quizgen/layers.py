"""Layers as values, with PyTorch's names for their arguments.

``None`` stands for the one argument that an item asks for. A size is one number for both axes or ``(height, width)``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
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
class ReLU:
    """``torch.nn.ReLU``."""


@dataclass(frozen=True, slots=True)
class Flatten:
    """``torch.nn.Flatten``: channels, height and width become one axis."""


@dataclass(frozen=True, slots=True)
class Linear:
    """``torch.nn.Linear``."""

    in_features: int | None
    out_features: int
    bias: bool = True


Layer: TypeAlias = Conv2d | MaxPool2d | AvgPool2d | ReLU | Flatten | Linear
Shape: TypeAlias = tuple[int, int, int]
SPATIAL = (Conv2d, MaxPool2d, AvgPool2d)


@dataclass(frozen=True, slots=True)
class Network:
    """Layers one after the other, and the shape ``(channels, height, width)`` of the input they are given."""

    input: Shape
    layers: tuple[Layer, ...]


def arguments(layer: Layer) -> dict[str, object]:
    """Every argument of a layer by PyTorch's name."""
    return {field.name: getattr(layer, field.name) for field in fields(layer)}


def layer_json(layer: Layer) -> dict[str, object]:
    """The layer as a JSON object: its type and every argument, sizes of two axes as lists."""
    values = arguments(layer)
    return {"type": type(layer).__name__} | {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()}


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
