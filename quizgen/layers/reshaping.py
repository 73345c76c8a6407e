"""Layers that change a map's sizes without sliding a window over it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Literal, TypeAlias

from quizgen.layers.bases import Layer, Size

Resizing: TypeAlias = Literal["nearest", "linear", "bilinear", "trilinear", "bicubic"]


class Flatten(Layer, frozen=True):
    """``torch.nn.Flatten``: channels, height and width become one axis."""


class Unflatten(Layer, frozen=True):
    """``torch.nn.Unflatten`` of the features: they become a map of ``unflattened_size``, its channels first."""

    fixed: ClassVar[Mapping[str, object]] = {"dim": 1}
    unflattened_size: tuple[int, ...]


class Upsample(Layer, frozen=True):
    """``torch.nn.Upsample`` to ``size``, or to ``scale_factor`` times as many positions; one of them is None."""

    size: Size = None
    scale_factor: Size = None
    mode: Resizing = "nearest"
    align_corners: bool | None = None


class PixelShuffle(Layer, frozen=True):
    """``torch.nn.PixelShuffle``: groups of channels become so many times as many rows and columns."""

    upscale_factor: int


class PixelUnshuffle(Layer, frozen=True):
    """``torch.nn.PixelUnshuffle``: rows and columns become channels."""

    downscale_factor: int


class Channels(Layer, frozen=True):
    """The channels from ``start`` to before ``stop`` alone, as ``x[:, start:stop]`` gives them."""

    start: int
    stop: int
