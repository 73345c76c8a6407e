"""Values put elsewhere as they are: other axes, parts, and copies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

import numpy as np

from quizgen.oracle.probing.calls import Lost
from quizgen.oracle.probing.seen import ROWS, Seen, Shape, aligned, nothing, slim

MOST = 2**24
"""So many numbers are laid out anew, five for each unit."""


def reshaped(seen: Seen, old: Shape, new: Shape) -> Seen:
    """The same units in the same order with other axes; only axes that are joined or parted get their real length.

    Raises Lost where there are too many units.
    """
    if old == new:
        return seen
    if 0 in old:
        return nothing(len(new))
    sizes: list[int] = []
    broad = list(seen.shape)
    parted: list[int] = []
    for ours, theirs in _groups(old, new):
        if all(seen.shape[1 + dim] == 1 for dim in ours):
            sizes += [1] * len(theirs)
            continue
        for dim in ours:
            broad[1 + dim] = old[dim]
        parted += [dim for dim in theirs if new[dim] > 1]
        sizes += [new[dim] for dim in theirs]
    if prod(broad) > MOST and prod(broad) > seen.size:
        raise Lost("another arrangement of so large a tensor")
    found = np.broadcast_to(seen, broad).reshape(ROWS, *sizes)
    return found if len(parted) == 1 else slim(found, parted)


def _groups(old: Shape, new: Shape) -> Iterator[tuple[range, range]]:
    """The axes before and after that hold the same numbers, as few at a time as can be."""
    here = there = 0
    while here < len(old) or there < len(new):
        mine, yours = here + 1 if here < len(old) else here, there + 1 if there < len(new) else there
        while (ours := prod(old[here:mine])) != (theirs := prod(new[there:yours])):
            if ours < theirs:
                mine += 1
            else:
                yours += 1
        yield range(here, mine), range(there, yours)
        here, there = mine, yours


def permuted(seen: Seen, order: Sequence[int]) -> Seen:
    """With axes in another order."""
    return seen.transpose(0, *(1 + dim for dim in order))


def part(seen: Seen, dim: int, place: slice) -> Seen:
    """Every unit in a stretch of an axis, along which units may be alike that differ from others."""
    if seen.shape[1 + dim] == 1:
        return seen
    return slim(seen[(*[slice(None)] * (1 + dim), place)], [dim])


def dropped(seen: Seen, dim: int, place: int) -> Seen:
    """One place of an axis, which goes."""
    found: Seen = np.take(seen, [place if seen.shape[1 + dim] > 1 else 0], 1 + dim)
    return found.squeeze(1 + dim)


def joined(parts: Sequence[Seen], lengths: Sequence[int], dim: int) -> Seen:
    """Tensors one behind the other along an axis, of which each has a length; alike where all of them are."""
    axis, axes = 1 + dim, max(part.ndim for part in parts) - 1
    first = parts[0]
    if first.shape[axis] == 1 and all(one is first or np.array_equal(one, first) for one in parts[1:]):
        return first
    sizes = list(np.broadcast_shapes(*((*one.shape[:axis], 1, *one.shape[axis + 1 :]) for one in parts)))
    broad = [(*sizes[:axis], length, *sizes[axis + 1 :]) for length in lengths]
    return np.concatenate([np.broadcast_to(aligned(p, axes), size) for p, size in zip(parts, broad, strict=True)], axis)
