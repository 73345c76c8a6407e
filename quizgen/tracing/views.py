"""How layers change what a unit sees, on one axis: of a map, or of everything once the map is pooled to one unit."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.errors import UsageError
from quizgen.layers import AdaptivePooling, Flatten, Layer, Linear, Sliding, Upsample, axis
from quizgen.tracing.covering import Source, covered
from quizgen.tracing.fields import INPUT, Stretch, TooManyUnits, Units, adapted, clipped, slid, stamped, united
from quizgen.tracing.resizing import resized
from quizgen.tracing.sizes import upsampled
from quizgen.tracing.windows import window

View = Units | Stretch


def seen(layer: Layer, view: View, source: Source, whole: int, which: int) -> View:
    """What units see after a layer that is given the map ``source`` of an input of ``whole`` positions.

    Raises TooManyUnits where that cannot be told.
    """
    if not isinstance(view, Units):
        return view
    if found := window(layer, which):
        return (stamped if found.stamped else slid)(view, found.taps, found.stride)
    match layer:
        case Upsample() if source.length > 1:
            count = upsampled(layer, source.length, which)
            return resized(view, source.length, count, layer.mode, aligned=bool(layer.align_corners))
        case AdaptivePooling() if axis(layer.output_size, which) > 1:
            return adapted(view, source.length, axis(layer.output_size, which))
        case Upsample() | AdaptivePooling() | Flatten() | Linear():  # what is made of one unit sees what it sees
            return _together(view, source, whole, which)
    return view


def _together(view: Units, source: Source, whole: int, which: int) -> Stretch:
    """What all units of a map see, of what there is."""
    first, last = clipped(view, source.length, whole)
    found = covered(source, which)
    return (max(first, found[0]), min(last, found[1])) if found else (first, last)


def along(layers: Sequence[Sliding], which: int = 0) -> Units:
    """What units see after layers that slide, one after the other, on one axis of an endless input."""
    units = INPUT
    for found in filter(None, (window(layer, which) for layer in layers)):
        units = slid(units, found.taps, found.stride)
    return units


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
