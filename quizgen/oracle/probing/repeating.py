"""From what each unit of a map sees to the receptive field, the jump and the start, without any formula of layers."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from msgspec import Struct

from quizgen.oracle.probing.endless import FEWEST
from quizgen.oracle.probing.seen import ENDLESS, NOTHING, PADDED

Numbers: TypeAlias = "np.ndarray[Any, np.dtype[np.int32]]"

LEAST, LONGEST = 12, 64


class Profile(Struct, frozen=True, dict=True):
    """The stretch of the input that each unit sees along one axis, in windows alone.

    ``first`` and ``last`` are ``NOTHING`` where it sees nothing; ``border`` is above 0 where a unit sees the border and
    says nothing of others, as in ``seen``. ``hull`` is what all units see together, by way of the whole map as well,
    and ``beside`` whether some do so.
    """

    first: Numbers
    last: Numbers
    border: Numbers
    hull: tuple[int, int] | None
    beside: bool = False

    @property
    def windows(self) -> bool:
        """Whether some unit sees something in windows."""
        return bool((self.last > NOTHING).any())

    @cached_property
    def pattern(self) -> Pattern | None:
        """The pattern in which the units away from the border repeat; None if there are too few of them to tell."""
        return _repeating(self)

    @property
    def size(self) -> int | None:
        """The most positions that a unit away from the border spans."""
        voting = (self.border <= 0) & (self.last > NOTHING)
        return int((self.last - self.first)[voting].max()) + 1 if voting.any() else None

    @property
    def widest(self) -> int:
        """The most positions that any unit spans, whether or not it sees the border."""
        seeing = self.last > NOTHING
        return int((self.last - self.first)[seeing].max()) + 1 if seeing.any() else 0

    @property
    def inner(self) -> Profile:
        """Of the units alone that do not see the border."""
        voting = (self.border <= 0) & (self.last > NOTHING)
        return Profile(self.first[voting], self.last[voting], self.border[voting], self.hull, self.beside)

    @property
    def irregular(self) -> bool:
        """Whether there are units enough away from the border and they do not repeat."""
        return self.pattern is None and int(((self.border <= 0) & (self.last > NOTHING)).sum()) >= 3 * LONGEST

    @property
    def alike(self) -> bool:
        """Whether all units see the same."""
        return bool((self.first == self.first[0]).all() and (self.last == self.last[0]).all())

    @property
    def growing(self) -> bool:
        """Whether units see everything before them, or after."""
        first, last = self.first[self.last > NOTHING], self.last[self.last > NOTHING]
        if len(first) < LEAST or self.hull is None:
            return False
        before = first[0] == first[-1] == self.hull[0] and last[0] < last[-1]
        after = last[0] == last[-1] == self.hull[1] and first[0] < first[-1]
        return bool(before or after)


class Pattern(Struct, frozen=True):
    """What units would see on an endless input, and the same again ``advance`` positions on after so many units.

    ``first`` and ``last`` are those of one turn, which begins at unit 0.
    """

    first: tuple[int, ...]
    last: tuple[int, ...]
    advance: int

    @property
    def size(self) -> int:
        """The most positions that a unit spans."""
        return max(last - first + 1 for first, last in zip(self.first, self.last, strict=True) if last > NOTHING)

    @property
    def jump(self) -> Fraction:
        """Positions from unit to unit, on average."""
        return Fraction(self.advance, len(self.first))

    @property
    def start(self) -> Fraction:
        """The centre of what the first unit sees that sees something."""
        return next(
            Fraction(first + last, 2) for first, last in zip(self.first, self.last, strict=True) if last > NOTHING
        )

    def due(self, count: int) -> tuple[Numbers, Numbers]:
        """The first and the last position that each of so many units would see."""
        turns, place = np.divmod(np.arange(count), len(self.first))
        first, last = np.array(self.first)[place], np.array(self.last)[place]
        moved = np.where(last > NOTHING, turns * self.advance, 0)
        return first + moved, last + moved

    def explains(self, profile: Profile, length: int) -> bool:
        """Whether units of an input of that length see what they should: at the border, no more than is there."""
        first, last = self.due(len(profile.first))
        voting = profile.border <= 0
        if ((profile.first != first) | (profile.last != last))[voting].any():
            return False
        held = (profile.border == PADDED) & (profile.last > NOTHING)
        inside = (profile.first >= np.maximum(0, first)) & (profile.last <= np.minimum(length - 1, last))
        return bool((inside & (last > NOTHING))[held].all())


def _repeating(profile: Profile) -> Pattern | None:
    begin, end = _longest(profile.border <= 0)
    least, times = (FEWEST, 2) if (profile.border[profile.last > NOTHING] == ENDLESS).all() else (LEAST, 3)
    if end - begin < least:
        return None
    first, last = profile.first[begin:end], profile.last[begin:end]
    for count in range(1, min(LONGEST, (end - begin) // times) + 1):
        advance = _advance(first, last, count)
        if advance:
            turns = -(-begin // count)
            place = slice(turns * count - begin, turns * count - begin + count)
            move = np.where(last[place] > NOTHING, turns * advance, 0)
            return Pattern(tuple((first[place] - move).tolist()), tuple((last[place] - move).tolist()), advance)
    return None


def _longest(flags: Any) -> tuple[int, int]:
    """Where the longest run of true flags begins, and the place after its end."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    begins, ends = edges[::2], edges[1::2]
    if not len(begins):
        return 0, 0
    best = int((ends - begins).argmax())
    return int(begins[best]), int(ends[best])


def _advance(first: Numbers, last: Numbers, count: int) -> int:
    """How far each unit's stretch lies behind that of the one ``count`` before; 0 where that differs or is nothing."""
    seeing = last > NOTHING
    if (seeing[count:] != seeing[:-count]).any() or not seeing.any():
        return 0
    kept = seeing[count:]
    ahead, behind = (last[count:] - last[:-count])[kept], (first[count:] - first[:-count])[kept]
    move = int(ahead[0]) if len(ahead) else 0
    return move if move > 0 and (ahead == move).all() and (behind == move).all() else 0
