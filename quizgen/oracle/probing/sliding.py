"""Windows that slide over one axis, as they carry what units see."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from quizgen.oracle.probing.endless import prolonged
from quizgen.oracle.probing.seen import BORDER, NOTHING, PADDED, Seen, has_windows


def extended(seen: Seen, dim: int, before: int, after: int, flag: int = PADDED) -> Seen:
    """With positions at both ends of an axis that see nothing of the input but ``flag``, or go on as those inside."""
    if before <= 0 and after <= 0:
        return seen
    if flag == PADDED and (longer := prolonged(seen, dim, before, after)) is not None:
        return longer
    sizes = list(seen.shape)
    sizes[1 + dim] += before + after
    found = np.full(sizes, NOTHING, seen.dtype)
    place = [slice(None)] * (1 + dim)
    if has_windows(seen):
        found[BORDER] = flag
    found[(*place, slice(before, before + seen.shape[1 + dim]))] = seen
    return found


def slid(seen: Seen, dim: int, taps: Sequence[int], stride: int, count: int) -> Seen:
    """After a window whose unit ``o`` reads the positions ``stride * o + tap``, for ``count`` units."""
    reach = stride * (count - 1) + 1
    before = max(0, -min(taps))
    seen = extended(seen, dim, before, max(0, reach + max(taps) - seen.shape[1 + dim]))
    place = [slice(None)] * (1 + dim)
    reads = [seen[(*place, slice(tap + before, tap + before + reach, stride))] for tap in taps]
    found = reads[0]
    for read in reads[1:]:
        found = np.maximum(found, read)
    return found


def stamped(seen: Seen, dim: int, taps: Sequence[int], move: tuple[int, int], count: int) -> Seen:
    """After a transposed window that stamps position ``i`` onto ``stride * i + tap - padding``.

    ``move`` is the stride and the padding.
    """
    stride, padding = move
    length = seen.shape[1 + dim]
    more = -(-(max(taps) + stride + max(0, count - stride * length)) // stride)
    seen = extended(seen, dim, more, more)
    sizes = list(seen.shape)
    sizes[1 + dim] = stride * (length + 2 * more)
    spread = np.full(sizes, NOTHING, seen.dtype)
    spread[(*[slice(None)] * (1 + dim), slice(None, None, stride))] = seen
    return slid(spread, dim, [padding + stride * more - tap for tap in taps], 1, count)


def picked(seen: Seen, dim: int, ranges: Sequence[tuple[int, int]]) -> Seen:
    """After windows of any kind: unit ``o`` reads the positions from the first to before the second of its range."""
    axis = 1 + dim
    longest = max(end - begin for begin, end in ranges)
    found = seen.take([begin for begin, _ in ranges], axis)
    for step in range(1, longest):
        found = np.maximum(found, seen.take([min(begin + step, end - 1) for begin, end in ranges], axis))
    return found
