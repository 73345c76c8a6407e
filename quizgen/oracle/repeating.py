"""From what each unit of a map sees to the receptive field, the jump and the start, without any formula of layers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from quizgen.tracing.fields import Stretch

LEAST, LONGEST = 12, 64


@dataclass(frozen=True, slots=True)
class Profile:
    """The stretch of the input that each unit sees along one axis (None: nothing), and which units see no border."""

    stretches: tuple[Stretch | None, ...]
    whole: tuple[bool, ...]

    @property
    def hull(self) -> Stretch | None:
        """The stretch that all units see together."""
        ends = [stretch for stretch in self.stretches if stretch]
        return (min(first for first, _ in ends), max(last for _, last in ends)) if ends else None


@dataclass(frozen=True, slots=True)
class Pattern:
    """What units would see on an endless input: ``period`` of them, and the same again ``advance`` positions on."""

    period: tuple[Stretch | None, ...]
    advance: int

    def at(self, unit: int) -> Stretch | None:
        """What a unit sees."""
        turns, place = divmod(unit, len(self.period))
        stretch = self.period[place]
        return stretch and (stretch[0] + turns * self.advance, stretch[1] + turns * self.advance)

    @property
    def size(self) -> int:
        """The most positions that a unit spans."""
        return max(last - first + 1 for first, last in filter(None, self.period))

    @property
    def jump(self) -> Fraction:
        """Positions from unit to unit, on average."""
        return Fraction(self.advance, len(self.period))

    @property
    def start(self) -> Fraction:
        """The centre of what the first unit sees that sees something."""
        first, last = next(filter(None, self.period))
        return Fraction(first + last, 2)

    def explains(self, profile: Profile, length: int) -> bool:
        """Whether units of an input of that length see what they should: at the border, no more than is there."""
        for unit, (stretch, whole) in enumerate(zip(profile.stretches, profile.whole, strict=True)):
            due = self.at(unit)
            if whole and stretch != due:
                return False
            if stretch and (due is None or stretch[0] < max(0, due[0]) or stretch[1] > min(length - 1, due[1])):
                return False
        return True


def repeating(profile: Profile) -> Pattern | None:
    """The pattern in which the units away from the border repeat; None if there are too few of them to tell."""
    begin, end = _longest(profile.whole)
    seen = profile.stretches[begin:end]
    for count in range(1, min(LONGEST, (end - begin) // 3) + 1):
        if end - begin < LEAST:
            return None
        advance = _advance(seen, count)
        if advance:
            turns = -(-begin // count)
            first = turns * count - begin
            moved = [stretch and (stretch[0] - turns * advance, stretch[1] - turns * advance) for stretch in seen]
            return Pattern(tuple(moved[first : first + count]), advance)
    return None


def _longest(flags: Sequence[bool]) -> tuple[int, int]:
    """Where the longest run of true flags begins, and the place after its end."""
    best, begin = (0, 0), 0
    for place, flag in enumerate((*flags, False)):
        if not flag:
            best = max(best, (begin, place), key=lambda run: run[1] - run[0])
            begin = place + 1
    return best


def _advance(seen: Sequence[Stretch | None], count: int) -> int:
    """How far each unit's stretch lies behind that of the one ``count`` before; 0 where that differs or is nothing."""
    moves: set[int] = set()
    for one, other in zip(seen, seen[count:], strict=False):
        if (one is None) != (other is None):
            return 0
        if one and other:
            moves |= {other[0] - one[0], other[1] - one[1]}
    return moves.pop() if len(moves) == 1 and min(moves) > 0 else 0
