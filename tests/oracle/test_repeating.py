"""Patterns in what units see: found where there are enough units, and never from too few."""

from __future__ import annotations

from fractions import Fraction

import pytest

from quizgen.oracle.repeating import Profile, repeating


def strided(size: int, jump: int, count: int, border: int = 0) -> Profile:
    """Units that see ``size`` positions every ``jump``, the first ``border`` of them cut off."""
    cut = tuple((max(0, jump * unit), jump * unit + size - 1) for unit in range(-border, 0))
    whole = tuple((jump * unit, jump * unit + size - 1) for unit in range(count))
    return Profile(cut + whole, (False,) * border + (True,) * count)


@pytest.mark.parametrize(("size", "jump", "border"), [(1, 1, 0), (7, 2, 0), (7, 2, 3), (43, 4, 5), (3, 8, 1)])
def test_equal_steps_are_a_pattern(size: int, jump: int, border: int) -> None:
    found = repeating(strided(size, jump, 20, border))
    assert found is not None
    assert (found.size, found.jump) == (size, Fraction(jump))
    assert found.start == Fraction(size - 1, 2) - border * jump
    assert found.at(border) == (0, size - 1)


@pytest.mark.parametrize("count", [0, 1, 2, 11])
def test_few_units_are_no_pattern(count: int) -> None:
    assert repeating(strided(5, 2, count, 2)) is None


def test_two_kinds_of_units_take_turns() -> None:
    stretches = tuple((unit // 2 - (1 - unit % 2), unit // 2 + unit % 2) for unit in range(20))
    found = repeating(Profile(stretches, (True,) * 20))
    assert found is not None
    assert (found.size, found.jump, len(found.period)) == (2, Fraction(1, 2), 2)


def test_gaps_belong_to_the_pattern() -> None:
    stretches = tuple((unit // 3, unit // 3) if unit % 3 == 1 else None for unit in range(30))
    found = repeating(Profile(stretches, (True,) * 30))
    assert found is not None
    assert (found.size, found.jump, found.start, found.at(0)) == (1, Fraction(1, 3), Fraction(0), None)


def test_units_that_see_everything_are_no_pattern() -> None:
    assert repeating(Profile(((0, 99),) * 30, (True,) * 30)) is None


def test_irregular_units_are_no_pattern() -> None:
    stretches = tuple((unit * unit, unit * unit) for unit in range(30))
    assert repeating(Profile(stretches, (True,) * 30)) is None


def test_a_pattern_is_held_against_the_border() -> None:
    found = repeating(strided(5, 2, 20, 1))
    assert found is not None
    assert found.explains(Profile(((0, 2), (0, 4), (2, 6)), (False, True, True)), 7)
    assert not found.explains(Profile(((0, 2), (0, 5)), (False, True)), 7)
    assert not found.explains(Profile(((0, 4),), (False,)), 7)
