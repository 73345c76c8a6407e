"""How layers change what a unit sees, on one axis: of a map, or of everything once the map is pooled to one unit."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.errors import UsageError
from quizgen.layers import (
    AdaptiveAvgPool2d,
    AvgPool2d,
    Conv2d,
    ConvTranspose2d,
    Flatten,
    Layer,
    Linear,
    MaxPool2d,
    ZeroPad2d,
    axis,
    sides,
)
from quizgen.tracing.fields import INPUT, Stretch, TooManyUnits, Units, adapted, clipped, slid, stamped, united
from quizgen.tracing.sizes import dilation

View = Units | Stretch


def seen(layer: Layer, view: View, length: int, whole: int, which: int) -> View:
    """What units see after a layer that is given ``length`` units of an input of ``whole`` positions.

    Raises TooManyUnits where that cannot be told.
    """
    if not isinstance(view, Units):
        return view
    match layer:
        case Conv2d() | MaxPool2d() | AvgPool2d():
            return slid(view, _taps(layer, dilation(layer, which), which), axis(layer.stride, which))
        case ConvTranspose2d():
            return stamped(view, _taps(layer, axis(layer.dilation, which), which), axis(layer.stride, which))
        case ZeroPad2d():
            return slid(view, [-sides(layer, which)[0]], 1)
        case AdaptiveAvgPool2d() | Flatten() | Linear():
            count = axis(layer.output_size, which) if isinstance(layer, AdaptiveAvgPool2d) else 1
            return clipped(view, length, whole) if count == 1 else adapted(view, length, count)
    return view


def along(layers: Sequence[Conv2d | MaxPool2d | AvgPool2d], which: int = 0) -> Units:
    """What units see after layers that slide, one after the other, on one axis of an endless input."""
    units = INPUT
    for layer in layers:
        units = slid(units, _taps(layer, dilation(layer, which), which), axis(layer.stride, which))
    return units


def _taps(layer: Conv2d | MaxPool2d | AvgPool2d | ConvTranspose2d, apart: int, which: int) -> list[int]:
    return [apart * tap - axis(layer.padding, which) for tap in range(axis(layer.kernel_size, which))]


def met(views: Sequence[View], name: str) -> View:
    """What units see where branches meet; raises UsageError where the branches have different jumps."""
    maps = [view for view in views if isinstance(view, Units)]
    wholes = [view for view in views if not isinstance(view, Units)]
    if wholes:
        return min(first for first, _ in wholes), max(last for _, last in wholes)
    try:
        return united(maps)
    except TooManyUnits as error:
        raise UsageError(f"{name}: {error}") from None
    except ValueError as error:
        raise UsageError(f"{name}: the branches have {error}; they must stand over the same pixels") from None
