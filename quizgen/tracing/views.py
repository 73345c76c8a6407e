"""How layers change what a unit sees, on one axis: of a map, or of everything once the map is pooled to one unit."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.errors import UsageError
from quizgen.layers import (
    AdaptivePooling,
    AvgPooling,
    Convolution,
    Flatten,
    Layer,
    Linear,
    MaxPooling,
    Padded,
    Padding,
    PixelShuffle,
    PixelUnshuffle,
    Sliding,
    Transposed,
    Unpooling,
    Upsample,
    around,
    axis,
    sides,
)
from quizgen.tracing.covering import Source, covered
from quizgen.tracing.fields import INPUT, Stretch, TooManyUnits, Units, adapted, clipped, slid, stamped, united
from quizgen.tracing.resizing import resized
from quizgen.tracing.sizes import dilation, upsampled

View = Units | Stretch


def seen(layer: Layer, view: View, source: Source, whole: int, which: int) -> View:  # noqa: C901, PLR0911 - one for each kind
    """What units see after a layer that is given the map ``source`` of an input of ``whole`` positions.

    Raises TooManyUnits where that cannot be told.
    """
    if not isinstance(view, Units):
        return view
    length = source.length
    match layer:
        case Convolution() | MaxPooling() | AvgPooling():
            return slid(view, _taps_of(layer, which), axis(layer.stride, which))
        case Padded():
            inner = layer.layer
            taps = [tap + axis(inner.padding, which) - around(layer, which)[0] for tap in _taps_of(inner, which)]
            return slid(view, taps, axis(inner.stride, which))
        case Transposed():
            return stamped(view, _taps(layer, axis(layer.dilation, which), which), axis(layer.stride, which))
        case Unpooling():
            return stamped(view, _taps(layer, 1, which), axis(layer.stride, which))
        case Padding():
            return slid(view, [-sides(layer, which)[0]], 1)
        case Upsample():
            if length == 1:  # all that is made of a single unit sees what it sees
                return _together(view, source, whole, which)
            count = upsampled(layer, length, which)
            return resized(view, length, count, layer.mode, aligned=bool(layer.align_corners))
        case PixelShuffle():
            return stamped(view, range(layer.upscale_factor), layer.upscale_factor)
        case PixelUnshuffle():
            return slid(view, range(layer.downscale_factor), layer.downscale_factor)
        case AdaptivePooling() | Flatten() | Linear():
            count = axis(layer.output_size, which) if isinstance(layer, AdaptivePooling) else 1
            return _together(view, source, whole, which) if count == 1 else adapted(view, length, count)
    return view


def _together(view: Units, source: Source, whole: int, which: int) -> Stretch:
    """What all units of a map see, of what there is."""
    first, last = clipped(view, source.length, whole)
    found = covered(source, which)
    return (max(first, found[0]), min(last, found[1])) if found else (first, last)


def along(layers: Sequence[Sliding], which: int = 0) -> Units:
    """What units see after layers that slide, one after the other, on one axis of an endless input."""
    units = INPUT
    for layer in layers:
        units = slid(units, _taps_of(layer, which), axis(layer.stride, which))
    return units


def _taps_of(layer: Sliding, which: int) -> list[int]:
    return _taps(layer, dilation(layer, which), which)


def _taps(layer: Sliding | Transposed | Unpooling, apart: int, which: int) -> list[int]:
    return [apart * tap - axis(layer.padding, which) for tap in range(axis(layer.kernel_size, which))]


def met(views: Sequence[View], length: int, name: str) -> View:
    """What units see where branches meet in ``length`` units, by windows if any branch has them.

    Raises UsageError where the branches have different jumps.
    """
    maps = [view for view in views if isinstance(view, Units)]
    if not maps:
        wholes = [view for view in views if not isinstance(view, Units)]
        return min(first for first, _ in wholes), max(last for _, last in wholes)
    try:
        return united(maps, length)
    except TooManyUnits as error:
        raise UsageError(f"{name}: {error}") from None
    except ValueError as error:
        raise UsageError(f"{name}: the branches have {error}; they must stand over the same pixels") from None
