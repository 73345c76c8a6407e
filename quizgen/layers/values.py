"""Networks of layers, and the layers that work on any input."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from quizgen.layers.bases import BatchNorm, ChannelNorm, InstanceNorm, Layer
from quizgen.layers.joins import SqueezeExcitation
from quizgen.layers.pointwise import Pointwise

MapShape: TypeAlias = tuple[int, ...]


class GroupNorm(Layer, frozen=True):
    """``torch.nn.GroupNorm``: statistics of each sample and group of channels."""

    num_groups: int | None
    num_channels: int
    affine: bool = True


class LayerNorm(Layer, frozen=True):
    """``torch.nn.LayerNorm``: statistics of each sample over the last axes, whose sizes ``normalized_shape`` names."""

    normalized_shape: tuple[int, ...]


class Linear(Layer, frozen=True):
    """``torch.nn.Linear``."""

    in_features: int | None
    out_features: int
    bias: bool = True


SHAPELESS = (BatchNorm, InstanceNorm, GroupNorm, LayerNorm, ChannelNorm, Pointwise)
"""Layers that give every position on as it stands, whatever they make of its values."""
GATED = (SqueezeExcitation,)
"""Layers that multiply every position by what they make of the whole map."""


class Network(Struct, frozen=True):
    """Layers one after the other, and the shape of the input they are given: channels, and one to three axes."""

    input: MapShape
    layers: tuple[Layer, ...]


def is_layer(kind: type) -> bool:
    """Whether values of a type are layers."""
    return issubclass(kind, Layer)
