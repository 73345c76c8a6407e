"""What is read off a tensor of marks: what its units see, unit by unit along the map or all together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from weakref import ref

from msgspec import Struct

from quizgen.oracle.probing.repeating import Profile
from quizgen.oracle.probing.seen import ALL_FIRST, ALL_LAST, BORDER, FIRST, LAST, NOTHING, Seen, Shape, together


class Sight(Struct, frozen=True):
    """What one call's output sees along each axis of the input.

    ``is_map`` says that profiles go along the axes of a map; else they are of its units in any order. ``through`` are
    the names of layers by way of which units see the whole map beside their windows.
    """

    shape: Shape
    profiles: tuple[Profile, ...]
    is_map: bool
    through: tuple[str, ...]


def beside_each_other(sights: Sequence[Sight]) -> Sight:
    """What the first one sees along the first axis, the second along the second, and so on."""
    first = sights[0]
    profiles = tuple(one.profiles[which] for which, one in enumerate(sights))
    is_map = all(one.is_map for one in sights)
    return Sight(first.shape, profiles, is_map, max((one.through for one in sights), key=len))


class Profiler:
    """Profiles of tensors; one that a layer has left as it was is not looked at again."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int | None], tuple[Any, Profile]] = {}

    def sight(self, seen: tuple[Seen, ...], shape: Shape, through: tuple[str, ...]) -> Sight:
        """What a tensor of that shape, the batch included, sees."""
        places = _places(seen, shape)
        profiles = tuple(self._profile(one, places[which] if places else None) for which, one in enumerate(seen))
        gated = any(one.windows and one.beside for one in profiles)
        return Sight(shape[1:], profiles, places is not None, through if gated else ())

    def _profile(self, seen: Seen, dim: int | None) -> Profile:
        key = id(seen), dim
        if key in self._known and self._known[key][0]() is seen:
            return self._known[key][1]
        found = profile(seen, dim)
        self._known[key] = ref(seen), found
        return found


def profile(seen: Seen, dim: int | None) -> Profile:
    """What units along an axis see, whatever their place on the others; without an axis, all units one by one."""
    axes = range(seen.ndim - 1)
    rows = (together(seen, [one for one in axes if one != dim]) if dim is not None else seen).reshape(len(seen), -1)
    first = rows[FIRST].copy()
    first[first > NOTHING] *= -1
    low, high = max(rows[FIRST].max(), rows[ALL_FIRST].max()), max(rows[LAST].max(), rows[ALL_LAST].max())
    hull = None if high == NOTHING else (int(-low), int(high))
    return Profile(first, rows[LAST], rows[BORDER], hull, bool((rows[ALL_LAST] > NOTHING).any()))


def _places(seen: tuple[Seen, ...], shape: Shape) -> tuple[int, ...] | None:
    """The axes of a map that go with those of the input; None for anything else, such as features.

    Channels may come first or last. An axis along which nothing differs has its usual place.
    """
    count = len(seen)
    first, last = range(2, 2 + count), range(1, 1 + count)
    if len(shape) == 1 + count and count and all(one.shape[1 + dim] > 1 for one, dim in zip(seen, last, strict=True)):
        return tuple(last) if count == 1 else None
    if len(shape) != 2 + count:
        return None
    varying = ((which, one.shape) for which, one in enumerate(seen) if any(size > 1 for size in one.shape[2:]))
    which, sizes = next(varying, (0, seen[0].shape))
    turned = sizes[2 + which] > 1 and sizes[3 + which] == 1
    places = tuple(last if turned else first)
    elsewhere = (
        size > 1 and dim not in {places[which], len(shape) - 1 if turned else 1}
        for which, one in enumerate(seen)
        for dim, size in enumerate(one.shape[1:])
    )
    return None if any(elsewhere) else places
