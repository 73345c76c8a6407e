"""How much trees may find: in one level, in one of ten, in the mean, and with three options."""

from __future__ import annotations

from fractions import Fraction

import pytest
from msgspec.structs import replace

from quizgen.audit.learned.verdict import Finding, faults


def _findings(*percents: int, more: int = 0) -> list[Finding]:
    every = enumerate(percents)
    return [Finding(f"family-{n}", "easy", 1000, 50, Fraction(p, 100), Fraction(more, 100)) for n, p in every]


def _numbers(*percents: int) -> list[Finding]:
    return [replace(one, usual=False) for one in _findings(*percents)]


def test_levels_within_the_limits_have_no_fault() -> None:
    assert list(faults([*_findings(44, *[26] * 8), *_numbers(54)])) == []


def test_a_level_above_45_percent_is_to_be_asked_for_a_number() -> None:
    assert list(faults(_findings(45))) == []
    (sentence,) = faults(_findings(46))
    assert sentence.startswith("family-0 (easy): trees find 46.0% of the keys, at most 45.0% may be found")
    assert sentence.endswith("as_numbers=('easy',)")


def test_no_level_that_can_be_asked_as_a_choice_is_above_55_percent() -> None:
    assert list(faults(_numbers(55))) == []
    (sentence,) = faults(_numbers(56))
    assert "trees find 56.0% of the keys, at most 55.0% may be found" in sentence
    assert "numerical_only" in sentence


@pytest.mark.parametrize(("more", "usual", "limit"), [(0, 45, 55), (4, 49, 59), (10, 55, 65)])
def test_every_level_has_a_limit_also_one_that_is_asked_for_a_number(more: int, usual: int, limit: int) -> None:
    (one,) = _findings(50, more=more)
    assert (one.limit, replace(one, usual=False).limit) == (Fraction(usual, 100), Fraction(limit, 100))


def test_one_level_in_ten_may_lie_above_45_percent_and_two_may_not() -> None:
    assert list(faults([*_numbers(46, 45), *_findings(*[25] * 8)])) == []
    (sentence,) = faults([*_numbers(46, 47), *_findings(*[25] * 8)])
    assert sentence.startswith("in 2 of 10 levels trees find more than 45.0% of the keys")
    assert sentence.endswith("family-0 (easy), family-1 (easy)")


def test_the_mean_of_all_levels_has_a_limit_of_its_own() -> None:
    assert list(faults(_findings(*[31] * 10))) == []
    (sentence,) = faults(_findings(*[32] * 10))
    assert "in the mean of 10 levels trees find 32.0%" in sentence


def test_items_of_three_options_add_to_every_limit() -> None:
    assert list(faults(_findings(55, *[38] * 9, more=10))) == []
    assert len(list(faults(_findings(56, *[42] * 9, more=10)))) == 2


def test_few_levels_are_not_judged_together() -> None:
    assert list(faults(_numbers(50, 50, 50))) == []
