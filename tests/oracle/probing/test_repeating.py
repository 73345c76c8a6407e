"""Patterns in what units see: found where there are enough units, and never from too few."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
import pytest

from quizgen.oracle.probing.repeating import Pattern, Profile
from quizgen.oracle.probing.seen import COPIED, NOTHING, PADDED


def profile(stretches: Sequence[tuple[int, int] | None], border: Sequence[int]) -> Profile:
    """What units see, and which of them see the border."""
    ends = [stretch for stretch in stretches if stretch]
    hull = (min(first for first, _ in ends), max(last for _, last in ends)) if ends else None
    first = np.array([NOTHING if one is None else one[0] for one in stretches], np.int32)
    last = np.array([NOTHING if one is None else one[1] for one in stretches], np.int32)
    return Profile(first, last, np.array(border, np.int32), hull)


def repeating(found: Profile) -> Pattern | None:
    return found.pattern


def at(pattern: Pattern, unit: int) -> tuple[int, int]:
    first, last = pattern.due(unit + 1)
    return int(first[unit]), int(last[unit])


def strided(size: int, jump: int, count: int, border: int = 0) -> Profile:
    """Units that see ``size`` positions every ``jump``, the first ``border`` of them cut off."""
    cut = tuple((max(0, jump * unit), jump * unit + size - 1) for unit in range(-border, 0))
    whole = tuple((jump * unit, jump * unit + size - 1) for unit in range(count))
    return profile(cut + whole, (PADDED,) * border + (0,) * count)


@pytest.mark.parametrize(("size", "jump", "border"), [(1, 1, 0), (7, 2, 0), (7, 2, 3), (43, 4, 5), (3, 8, 1)])
def test_equal_steps_are_a_pattern(size: int, jump: int, border: int) -> None:
    found = repeating(strided(size, jump, 20, border))
    assert found is not None
    assert (found.size, found.jump) == (size, Fraction(jump))
    assert found.start == Fraction(size - 1, 2) - border * jump
    assert at(found, border) == (0, size - 1)


@pytest.mark.parametrize("count", [0, 1, 2, 11])
def test_few_units_are_no_pattern(count: int) -> None:
    assert repeating(strided(5, 2, count, 2)) is None


def test_two_kinds_of_units_take_turns() -> None:
    stretches = tuple((unit // 2 - (1 - unit % 2), unit // 2 + unit % 2) for unit in range(20))
    found = repeating(profile(stretches, (0,) * 20))
    assert found is not None
    assert (found.size, found.jump, len(found.first)) == (2, Fraction(1, 2), 2)


def test_gaps_belong_to_the_pattern() -> None:
    stretches = tuple((unit // 3, unit // 3) if unit % 3 == 1 else None for unit in range(30))
    found = repeating(profile(stretches, (0,) * 30))
    assert found is not None
    assert (found.size, found.jump, found.start, at(found, 0)[1]) == (1, Fraction(1, 3), Fraction(0), NOTHING)


def test_units_that_see_everything_are_no_pattern() -> None:
    assert repeating(profile(((0, 99),) * 30, (0,) * 30)) is None


def test_irregular_units_are_no_pattern() -> None:
    stretches = tuple((unit * unit, unit * unit) for unit in range(30))
    assert repeating(profile(stretches, (0,) * 30)) is None


def test_a_pattern_is_held_against_the_border() -> None:
    found = repeating(strided(5, 2, 20, 1))
    assert found is not None
    assert found.explains(profile(((0, 2), (0, 4), (2, 6)), (PADDED, 0, 0)), 7)
    assert not found.explains(profile(((0, 2), (0, 5)), (PADDED, 0)), 7)
    assert not found.explains(profile(((0, 4),), (PADDED,)), 7)


def test_copies_of_pixels_say_nothing_of_others() -> None:
    found = repeating(strided(3, 1, 20, 1))
    assert found is not None
    assert found.explains(profile(((0, 2), (0, 2), (1, 3)), (COPIED, 0, 0)), 7)
    assert not found.explains(profile(((0, 2), (0, 2), (1, 3)), (PADDED, 0, 0)), 7)


def test_units_that_see_all_before_them_are_told_apart() -> None:
    assert profile([(0, unit) for unit in range(20)], (0,) * 20).growing
    assert not profile([(unit, unit) for unit in range(20)], (0,) * 20).growing
