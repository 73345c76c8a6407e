"""The window of a layer on one axis: which units of the map before it each of its units reads."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from quizgen.layers import (
    AvgPooling,
    Convolution,
    Layer,
    MaxPooling,
    Padded,
    Padding,
    PixelShuffle,
    PixelUnshuffle,
    Transposed,
    Unpooling,
    around,
    axis,
    sides,
)
from quizgen.tracing.sizes import dilation

Kerneled: TypeAlias = Convolution | MaxPooling | AvgPooling | Transposed | Unpooling


class Window(Struct, frozen=True):
    """Unit ``o`` reads the units ``stride * o + tap``; where they are ``stamped``, units ``i`` that meet it do so.

    A unit ``i`` is stamped onto the units ``stride * i + tap``.
    """

    taps: range
    stride: int
    stamped: bool = False


def window(layer: Layer, which: int) -> Window | None:  # noqa: PLR0911 - one return for each kind
    """The layer's window on one axis, of two 0 is the height; None where it has none, or one of no fixed size."""
    match layer:
        case Convolution() | MaxPooling() | AvgPooling():
            return Window(
                _taps(layer, dilation(layer, which), axis(layer.padding, which), which), _stride(layer, which)
            )
        case Padded():
            inner, before = layer.layer, around(layer, which)[0]
            return Window(_taps(inner, dilation(inner, which), before, which), _stride(inner, which))
        case Transposed():
            taps = _taps(layer, axis(layer.dilation, which), axis(layer.padding, which), which)
            return Window(taps, _stride(layer, which), stamped=True)
        case Unpooling():
            return Window(_taps(layer, 1, axis(layer.padding, which), which), _stride(layer, which), stamped=True)
        case Padding():
            return Window(range(-sides(layer, which)[0], 1 - sides(layer, which)[0]), 1)
        case PixelShuffle(upscale_factor=times):
            return Window(range(times), times, stamped=True)
        case PixelUnshuffle(downscale_factor=times):
            return Window(range(times), times)
    return None


def _stride(layer: Kerneled, which: int) -> int:
    return axis(layer.stride, which)


def _taps(layer: Kerneled, apart: int, padding: int, which: int) -> range:
    return range(-padding, apart * axis(layer.kernel_size, which) - padding, apart)
