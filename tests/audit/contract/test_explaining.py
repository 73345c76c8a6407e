"""What is said of foreseen wrong numbers is held against what they come from."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace
from told import POINT

from quizgen.asking.family import Family
from quizgen.audit.contract import explaining
from quizgen.diagnosis import Diagnosis, diagnosed
from quizgen.text import Text

Change = Callable[[Diagnosis], Diagnosis]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda one: replace(one, slips=()), rf"at {POINT}: \d+ shows '[a-z-]+', but nothing is told"),
        (
            lambda one: replace(one, how=(Text("$$1 + 1 == 2$$"),)),
            rf"at {POINT}: the way of '[a-z-]+' to \d+ comes to 2, 2",
        ),
        (
            lambda one: replace(one, first=Text("It is $left == {left} + 40$.", {"left": 100})),
            rf"at {POINT}: what is said of '[a-z-]+' before another try tells the key",
        ),
    ],
)
def test_another_mistake_a_false_way_and_a_key_that_is_told_are_faults(
    family: Family, monkeypatch: pytest.MonkeyPatch, change: Change, sentence: str
) -> None:
    def changed(*given: Any) -> tuple[Diagnosis, ...]:
        return tuple(map(change, diagnosed(*given)))

    monkeypatch.setattr(explaining, "diagnosed", changed)
    question = family.at("easy", "numerical", 0, "1")  # 100 and 40
    faults = [f"at {question.where}: {fault}" for fault in explaining.wrong_words(question)]
    assert faults
    assert all(re.match(sentence, fault) for fault in faults), faults


def test_a_toy_is_explained(family: Family) -> None:
    assert not [*explaining.explained(family, "easy")]
    question = family.at("easy", "numerical", 0, "1")
    shown = [(option, diagnosed(question, part, given)) for part, _, option, given in explaining.foreseen(question)]
    worked = {option.value: explaining.worth(line) for option, (found,) in shown for line in found.how}
    assert worked[139] == (139, 139)  # 100 + 40 - 1
    assert 100 not in worked  # one row alone, where nothing is worked out
