"""One axis of real layers that pad, pool to a fixed size or resize, and which of their units see no border."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from quizgen.layers import (
    AdaptivePooling,
    Layer,
    Padded,
    Padding,
    PixelShuffle,
    PixelUnshuffle,
    Unpooling,
    Upsample,
    around,
    axis,
    sides,
)
from quizgen.oracle.running import loaded, ones, run

TINY = 1e-9
MODES = {"zeros": "constant"}
"""What ``pad`` calls a mode otherwise than a convolution does."""
COPIED = {"ReflectionPad": "reflect", "ReplicationPad": "replicate", "CircularPad": "circular"}


def resized(layer: Layer, signal: Any, which: int) -> Any:  # noqa: PLR0911 - one return for each kind
    """The layer on rows (N, 1, length), all weights 1; raises TypeError for layers without an axis."""
    functional = loaded().nn.functional
    match layer:
        case AdaptivePooling():
            kind = "max" if type(layer).__name__.startswith("AdaptiveMax") else "avg"
            return getattr(functional, f"adaptive_{kind}_pool1d")(signal, axis(layer.output_size, which))
        case Padded():
            padded = functional.pad(signal, around(layer, which), MODES.get(layer.padding_mode, layer.padding_mode))
            return run(replace(layer.layer, padding=0), padded, which)
        case Padding():
            mode = COPIED.get(type(layer).__name__[:-2])
            return functional.pad(signal, sides(layer, which), mode or "constant")
        case Upsample():
            return _interpolated(layer, signal, which)
        case Unpooling():
            moves = axis(layer.stride, which), axis(layer.padding, which)
            return functional.conv_transpose1d(signal, ones(axis(layer.kernel_size, which)), None, *moves)
        case PixelShuffle():
            return signal.repeat_interleave(layer.upscale_factor, -1)
        case PixelUnshuffle():
            return functional.conv1d(signal, ones(layer.downscale_factor), None, layer.downscale_factor)
        case _:
            raise TypeError(f"{type(layer).__name__} has no spatial axis")


def _interpolated(layer: Upsample, signal: Any, which: int) -> Any:
    """Rows through torch's ``interpolate``; bicubic, which takes maps alone, on maps one unit high."""
    functional = loaded().nn.functional
    count = axis(layer.size, which) if layer.size is not None else axis(layer.scale_factor, which) * signal.shape[-1]
    if layer.mode == "nearest":
        return functional.interpolate(signal, count)
    if layer.mode == "bicubic":
        whole = signal.unsqueeze(2)
        return functional.interpolate(whole, (1, count), mode="bicubic", align_corners=layer.align_corners)[:, :, 0]
    return functional.interpolate(signal, count, mode="linear", align_corners=layer.align_corners)


def complete(layer: Layer, whole: Any, which: int) -> Any:
    """As ``completeness.complete`` for these layers: a row with 1 where units see no border.

    Of a resized row these are the units that change as its inner positions do and not as positions beyond them would.
    """
    functional, torch = loaded().nn.functional, loaded()
    match layer:
        case AdaptivePooling():
            return functional.adaptive_avg_pool1d(whole, axis(layer.output_size, which)).eq(1).double()
        case Padding():
            return functional.pad(whole, sides(layer, which))
        case PixelShuffle() | PixelUnshuffle():
            due = layer.downscale_factor if isinstance(layer, PixelUnshuffle) else 1
            return resized(layer, whole, which).eq(due).double()
        case Upsample():
            length = whole.shape[-1]
            probes = torch.eye(length, dtype=whole.dtype).unsqueeze(1)
            rows = _interpolated(layer, probes, which)[:, 0]
            touched = rows.ne(0).double()
            lacking = (touched * (1 - whole[0, 0]).unsqueeze(1)).sum(0)
            clamped = _clamped(layer, touched)
            return (lacking.eq(0) & ~clamped).double().reshape(1, 1, -1)
        case _:
            return whole


def _clamped(layer: Upsample, touched: Any) -> Any:
    """Units at either end that read fewer positions than they would further in, for the map ends there.

    ``touched`` has a row for each position and a column for each unit.
    """
    torch = loaded()
    count = touched.shape[1]
    if layer.mode == "nearest" or (layer.align_corners and layer.mode != "bicubic"):
        return torch.zeros(count, dtype=torch.bool)
    reach = 2 if layer.mode == "bicubic" else 1
    places, end = torch.arange(count, dtype=torch.float64), touched.shape[0] - 1
    if layer.align_corners:
        places = places * end / max(count - 1, 1)
    else:
        places = (places + 0.5) * touched.shape[0] / count - 0.5
    between = (places - places.round()).abs() > TINY
    first, last = places.floor() - (reach - 1), places.floor() + reach
    return between & ((first < 0) | (last > end)) | (places < -TINY) | (places > end + TINY)
