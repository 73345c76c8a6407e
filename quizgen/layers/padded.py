"""Convolutions that pad in another way than by as many zeros on either side."""

from __future__ import annotations

from typing import Literal, TypeAlias

from quizgen.layers.bases import Convolution, Layer, axis

PaddingMode: TypeAlias = Literal["zeros", "reflect", "replicate", "circular"]


class Padded(Layer, frozen=True):
    """A convolution with PyTorch's ``padding_mode``, or with ``padding="same"`` of which one more stands behind.

    With ``same``, the padding of ``layer`` itself is 0.
    """

    layer: Convolution
    padding_mode: PaddingMode = "zeros"
    same: bool = False


def kind(layer: Layer) -> str:
    """PyTorch's name of a layer's type."""
    return type(layer.layer if isinstance(layer, Padded) else layer).__name__


def around(layer: Padded, which: int) -> tuple[int, int]:
    """The positions that are added before and after on one axis."""
    inner = layer.layer
    if not layer.same:
        return axis(inner.padding, which), axis(inner.padding, which)
    total = axis(inner.dilation, which) * (axis(inner.kernel_size, which) - 1)
    return total // 2, total - total // 2
