"""Which part of the input all units of a map together really see, on one axis.

Where a stride leaves positions over at the end, padding in later layers does not bring them back: units stand over
them, and yet see nothing of them. So which units of each map are read by those of the next is followed back to the
input. They are nearly always all of a stretch; where windows leave gaps they are told one by one, up to a limit.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from msgspec import Struct

from quizgen.layers import AdaptivePooling, Layer, Upsample
from quizgen.tracing.fields import Stretch
from quizgen.tracing.windows import window

Read: TypeAlias = range | frozenset[int]
MOST_READ = 200_000
"""Looks at single units, for one layer and axis; of more, all between the outermost are taken to be read."""


class Source(Struct, frozen=True, eq=False):
    """A map of ``length`` units, the ``number``-th that there is, and the maps that a layer made it of.

    The input has no ``parents``; where branches meet there are several, and no layer.
    """

    length: int
    number: int = 0
    parents: tuple[Source, ...] = ()
    layer: Layer | None = None


def covered(source: Source, which: int) -> Stretch | None:
    """The first and the last position of the input that any unit of a map sees; None where all see padding alone."""
    wanted: dict[Source, Read] = {source: range(source.length)}
    while wanted:
        latest = max(wanted, key=lambda one: one.number)
        units = wanted.pop(latest)
        if not latest.parents:
            return min(units), max(units)
        for parent in latest.parents:
            read = _read(latest, parent.length, units, which)
            if read:
                wanted[parent] = _united(read, wanted.get(parent, read))
    return None


def _united(one: Read, other: Read) -> Read:
    if one == other:
        return one
    together = range(min(*one, *other), max(*one, *other) + 1)
    return together if len(together) in {len(one), len(other)} else _told(frozenset(one) | frozenset(other))


def _told(units: Iterable[int]) -> Read:
    """Units as a stretch where they are one."""
    found = units if isinstance(units, frozenset) else frozenset(units)
    if not found:
        return found
    stretch = range(min(found), max(found) + 1)
    return stretch if len(stretch) == len(found) else found


def _read(source: Source, length: int, units: Read, which: int) -> Read:
    """Which of ``length`` units some units read."""
    found = source.layer and window(source.layer, which)
    if found:
        return (_stamped if found.stamped else _slid)(found.taps, found.stride, units, length)
    match source.layer:
        case AdaptivePooling():
            return _between(units, length, source.length, 0)
        case Upsample():
            return _between(units, length, source.length, 2)  # bicubic ones read two more on either side
    return units if source.length == length else range(length)  # a flat input, or one unit that counts for all


def _slid(taps: range, stride: int, units: Read, length: int) -> Read:
    """What units ``o`` read that read ``stride * o + tap``."""
    if (isinstance(units, range) and taps.step == 1 and len(taps) >= stride) or len(units) * len(taps) > MOST_READ:
        return range(max(stride * min(units) + taps[0], 0), min(stride * max(units) + taps[-1], length - 1) + 1)
    return _told(place for unit in units for tap in taps if 0 <= (place := stride * unit + tap) < length)


def _stamped(taps: range, stride: int, units: Read, length: int) -> Read:
    """What units read of units ``i`` that are stamped onto ``stride * i + tap``."""
    if len(units) * len(taps) > MOST_READ:
        return range(
            max(-((taps[-1] - min(units)) // stride), 0), min((max(units) - taps[0]) // stride, length - 1) + 1
        )
    places = (divmod(unit - tap, stride) for unit in units for tap in taps)
    return _told(place for place, left in places if not left and 0 <= place < length)


def _between(units: Read, length: int, count: int, more: int) -> Read:
    """What some of ``count`` units read, whose windows divide ``length`` units evenly, and are wider by ``more``."""
    low, high = min(units) * length // count - more, -(-(max(units) + 1) * length // count) + more
    return range(max(low, 0), min(high, length))
