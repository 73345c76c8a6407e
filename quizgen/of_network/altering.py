"""Layers that follow each other after an argument of one of them becomes another: as they are then, and what they give.

Those behind it are made to fit what then reaches them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from msgspec.structs import replace

from quizgen.layers import BatchNorm2d, Conv2d, ConvTranspose2d, Layer, Linear, arguments
from quizgen.tracing import after

Shape: TypeAlias = tuple[int, ...]
MOVES = ("kernel_size", "stride", "padding")
"""Arguments of a window that may become others."""
STRIDES = {1: 2, 2: 1}
KERNELS = {3: 5, 5: 3, 7: 5}
"""What a stride and the kernel of a convolution become."""


def put(layer: Layer, argument: str, now: int, axes: int) -> Layer:
    """The layer with another argument; of a window on a line, whose maps have one row, along that line alone."""
    value = arguments(layer)[argument]
    rows = value[0] if isinstance(value, tuple) else value
    apart = axes == 1 and argument in MOVES and rows != now
    return replace(layer, **{argument: (rows, now) if apart else now})


def given(layers: Sequence[Layer], shape: Shape) -> tuple[tuple[Layer, ...], tuple[Shape, ...]]:
    """Layers made to fit what reaches them from a first shape on, and what they give.

    Raises UsageError where one of them cannot take what reaches it.
    """
    fitted, shapes = list[Layer](), [shape]
    for place, layer in enumerate(layers):
        fitted.append(_fitted(layer, shapes[-1]))
        shapes.append(after(fitted[-1], shapes[-1], str(place)))
    return tuple(fitted), tuple(shapes[1:])


def _fitted(layer: Layer, shape: Shape) -> Layer:
    """A layer that reads that many channels or features; grouped ones are left as they are."""
    match layer:
        case Conv2d() | ConvTranspose2d() if layer.groups == 1:
            return replace(layer, in_channels=shape[0])
        case BatchNorm2d():
            return replace(layer, num_features=shape[0])
        case Linear():
            return replace(layer, in_features=shape[0])
        case _:
            return layer
