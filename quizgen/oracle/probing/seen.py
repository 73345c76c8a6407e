"""What the units of a tensor see along one axis of the input, as numbers; what they see together is the largest.

An array has five rows and then the axes of the tensor. The first three are what windows reach: the last position that a
unit sees, the first one negated, and whether it sees the border. The last two are the same ends of what it sees beside
that by way of the whole map, as behind a global pool. All are ``NOTHING`` where it sees nothing, so that a unit that
reads others has the largest of their numbers, whatever the weights are. An axis along which all units are alike, or of
length 1, has length 1: arrays are broadcast as torch broadcasts tensors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

import numpy as np

Seen: TypeAlias = np.ndarray[Any, np.dtype[np.int32]]
Shape: TypeAlias = tuple[int, ...]

NOTHING = -(2**30)
ROWS = 5
LAST, FIRST, BORDER, ALL_LAST, ALL_FIRST = range(ROWS)
PADDED, COPIED = 1, 2
"""What the border row says: the unit sees padding or would see more beyond the ends; it sees copies of other pixels."""
ENDLESS = -1
"""The input is taken to go on beyond its ends, where maps that repeat go on, too: no unit sees a border."""


def start(axes: int, at: int, length: int, border: int = 0) -> Seen:
    """The input, which has that many axes with the batch: each position along the axis ``at`` sees itself."""
    found = np.full((ROWS, *(length if one == at else 1 for one in range(axes))), NOTHING, np.int32)
    places = np.arange(length, dtype=np.int32).reshape(found.shape[1:])
    found[LAST], found[FIRST], found[BORDER] = places, -places, border
    return found


def nothing(axes: int) -> Seen:
    """A tensor in which no unit sees anything."""
    return np.full((ROWS, *[1] * axes), NOTHING, np.int32)


def aligned(seen: Seen, axes: int) -> Seen:
    """With as many axes, new ones in front, as torch broadcasts."""
    missing = axes + 1 - seen.ndim
    return seen.reshape(ROWS, *[1] * missing, *seen.shape[1:]) if missing else seen


def merged(parts: Iterable[Seen]) -> Seen:
    """What any of some tensors sees, unit by unit."""
    kept = list(parts)
    axes = max(part.ndim for part in kept) - 1
    found = aligned(kept[0], axes)
    for part in kept[1:]:
        if part is not kept[0]:
            found = np.maximum(found, aligned(part, axes))
    return found


def whole(seen: Seen, shape: Sequence[int], dims: Iterable[int]) -> Seen:
    """With some axes at their real length."""
    sizes = list(seen.shape)
    for dim in dims:
        sizes[1 + dim] = shape[dim]
    return np.broadcast_to(seen, sizes)


def slim(seen: Seen, dims: Iterable[int]) -> Seen:
    """With those axes at length 1 along which all units are alike."""
    for dim in dims:
        if seen.shape[1 + dim] > 1:
            first = seen.take([0], 1 + dim)
            if (seen == first).all():
                seen = first
    return seen


def together(seen: Seen, dims: Iterable[int]) -> Seen:
    """What all units along some axes see, which have length 1 then."""
    varying = tuple(1 + dim for dim in dims if seen.shape[1 + dim] > 1)
    return seen.max(varying, keepdims=True) if varying else seen


def has_windows(seen: Seen) -> bool:
    """Whether some unit sees something in windows alone."""
    return bool((seen[LAST] > NOTHING).any())


def sees_all(before: Sequence[Seen], after: Seen) -> bool:
    """Whether all units see in windows all that there is, as not all of them did before they came together."""
    windows = [part for part in before if has_windows(part)]
    if not windows:
        return False
    last, first = (max(int(part[row].max()) for part in windows) for row in (LAST, FIRST))
    return _all_at(after, last, first) and not all(_all_at(part, last, first) for part in windows)


def globalised(seen: Seen) -> Seen:
    """With all that is seen in windows as seen by way of the whole map."""
    found = seen.copy()
    found[ALL_LAST] = np.maximum(seen[LAST], seen[ALL_LAST])
    found[ALL_FIRST] = np.maximum(seen[FIRST], seen[ALL_FIRST])
    found[: BORDER + 1] = NOTHING
    return found


def _all_at(seen: Seen, last: int, first: int) -> bool:
    return bool((seen[LAST] == last).all() and (seen[FIRST] == first).all())
