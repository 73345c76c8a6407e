"""Maps of an input that is taken to go on beyond its ends: they go on there as they repeat inside."""

from __future__ import annotations

import numpy as np

from quizgen.oracle.probing.seen import ALL_FIRST, ALL_LAST, BORDER, ENDLESS, FIRST, LAST, NOTHING, Seen

FEWEST, LONGEST = 5, 64
"""Units that a map must have to go on, and the most of them after which it may repeat, once at least."""


def prolonged(seen: Seen, dim: int, before: int, after: int) -> Seen | None:
    """With so many positions more at both ends of an axis; None where the input ends, or units do not repeat."""
    seeing = seen[LAST] > NOTHING
    if not seeing.any() or (seen[BORDER][seeing] != ENDLESS).any():
        return None
    units = np.moveaxis(seen, 1 + dim, 1)
    length = units.shape[1]
    if length < FEWEST:
        return None
    for count in range(1, min(LONGEST, length // 2) + 1):
        move = _move(units, count)
        if move:
            turns, places = np.divmod(np.arange(-before, length + after), count)
            found = units[:, places]
            far = (move * turns).astype(seen.dtype).reshape(-1, *[1] * (found.ndim - 2))
            windows = found[LAST] > NOTHING
            found[LAST] += np.where(windows, far, 0)
            found[FIRST] -= np.where(windows, far, 0)
            return np.moveaxis(found, 1, 1 + dim)
    return None


def _move(units: Seen, count: int) -> int:
    """How far every unit's stretch lies behind that of the one ``count`` before; 0 where that differs or is nothing."""
    ahead, behind = units[:, count:], units[:, :-count]
    seeing = ahead[LAST] > NOTHING
    fixed = [BORDER, ALL_LAST, ALL_FIRST]
    if (seeing != (behind[LAST] > NOTHING)).any() or not seeing.any() or (ahead[fixed] != behind[fixed]).any():
        return 0
    last, first = (ahead[LAST] - behind[LAST])[seeing], (behind[FIRST] - ahead[FIRST])[seeing]
    move = int(last[0])
    return move if move > 0 and (last == move).all() and (first == move).all() else 0
