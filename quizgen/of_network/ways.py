"""How ways from the input go on, and which of them is followed where paths meet."""

from __future__ import annotations

from collections.abc import Sequence

from quizgen.layers import Sliding
from quizgen.of_network.places import Place, Way, numbers


def further(way: Way | None, place: Place) -> Way | None:
    """The way that goes through a layer, too."""
    return way and Way((*way.places, place), way.crossed)


def meeting(ways: Sequence[Way | None]) -> Way | None:
    """The way of those that meet on which units see most, the first of several; None where any of them is unknown.

    Where axes differ, units are asked about along the one on which they see most (``quizgen.of_network.fields``).
    """
    if not ways or None in ways:
        return None
    known = [way for way in ways if way is not None]
    widest = max(known, key=_width)
    return Way(widest.places, crossed=True)


def _width(way: Way) -> int:
    """How much a unit sees behind the windows of a way, along the axis on which it sees most."""
    windows = [place for place in way.places if isinstance(place.layer, Sliding)]
    axes = max((len(place.before) - 1 for place in windows), default=0)
    return max((_along(windows, which) for which in range(axes)), default=1)


def _along(windows: Sequence[Place], which: int) -> int:
    field, jump = 1, 1
    for place in windows:
        values = numbers(place, which)
        field += (values["kernel_size"] - 1) * values["dilation"] * jump
        jump *= values["stride"]
    return field
