"""How much trees may find: in one level, in one of ten, in the mean, and with three options."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from quizgen.audit.learned.verdict import Finding, faults


def _findings(*percents: int, more: int = 0) -> list[Finding]:
    every = enumerate(percents)
    return [Finding(f"family-{n}", "easy", 1000, 50, Fraction(p, 100), Fraction(more, 100)) for n, p in every]


def test_levels_within_the_limits_have_no_fault() -> None:
    assert list(faults(_findings(54, *[28] * 9))) == []


def test_a_level_above_55_percent_is_a_fault_by_itself() -> None:
    assert list(faults(_findings(55))) == []
    (sentence,) = faults(_findings(56))
    assert sentence.startswith("family-0 (easy): trees find 56.0% of the keys, at most 55.0% may be found")


def test_one_level_in_ten_may_lie_above_45_percent_and_two_may_not() -> None:
    assert list(faults(_findings(46, 45, *[25] * 8))) == []
    (sentence,) = faults(_findings(46, 47, *[25] * 8))
    assert sentence.startswith("in 2 of 10 levels trees find more than 45.0% of the keys")
    assert sentence.endswith("family-0 (easy), family-1 (easy)")


def test_the_mean_of_all_levels_has_a_limit_of_its_own() -> None:
    assert list(faults(_findings(*[31] * 10))) == []
    (sentence,) = faults(_findings(*[32] * 10))
    assert "in the mean of 10 levels trees find 32.0%" in sentence


def test_items_of_three_options_add_to_every_limit() -> None:
    assert list(faults(_findings(64, *[38] * 9, more=10))) == []
    assert len(list(faults(_findings(66, *[42] * 9, more=10)))) == 2


def test_levels_that_are_asked_for_a_number_by_default_have_no_limit() -> None:
    numbers = [replace(one, usual=False) for one in _findings(*[90] * 9)]
    assert list(faults([*numbers, *_findings(*[25] * 10)])) == []
    assert list(faults([*numbers, *_findings(50)])) == []


def test_few_levels_are_not_judged_together() -> None:
    assert list(faults(_findings(50, 50, 50))) == []
