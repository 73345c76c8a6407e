"""Each proof is made once, and every fault is still seen at every point."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial

import pytest
from msgspec.structs import replace

from quizgen import catalog
from quizgen.asking.computed import Computed
from quizgen.asking.family import Family
from quizgen.audit.check import check_level
from quizgen.audit.contract import printing
from quizgen.audit.contract.alone import FromJson
from quizgen.audit.hearing import Hearing
from quizgen.model import Question, Values, Witness
from quizgen.space import Params
from tests.audit.contract import conftest


@pytest.fixture
def question(family: Family) -> Question:
    return next(family.draw("easy", "numerical", "1"))


def test_a_witness_is_heard_once_for_testimony_and_item(family: Family, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "formats", dict)  # variants that a format hands out are proved by themselves
    heard: Counter[str] = Counter()

    def measure(params: Params) -> Values:
        heard[f"{params}"] += 1
        return conftest.measured(params)

    report = check_level(dataclasses.replace(family, measure=measure), "easy", None, panel=False)
    assert report.passed, report.smallest
    points = {str(point) for point in family.levels["easy"]}
    assert {heard[point] for point in points} == {1}


def witness(run: Callable[[Params], Values], **values: int) -> Witness:
    return Witness("torch", partial(run, Params(values)), (0,))


def test_a_witness_is_not_heard_again_for_a_number_that_it_does_not_read() -> None:
    asked: list[int] = []

    def first(params: Params) -> Values:
        asked.append(params["n"])
        return (params["n"] + params.values.get("bias", 0),)

    hearing = Hearing()
    points = [(3, 8), (3, 9), (4, 8), (3, 10)]
    assert [hearing.found(witness(first, n=n, width=width)) for n, width in points] == [(3,), (3,), (4,), (3,)]
    assert asked == [3, 4]
    assert hearing.found(witness(first, n=3, width=8, bias=1)) == (4,)


def test_a_witness_that_reads_more_at_one_point_than_at_another_is_heard_at_each() -> None:
    def first(params: Params) -> Values:
        return (params["width"],) if params["n"] > 3 else (0,)

    def every(params: Params) -> Values:
        return (sum(params.values.values()) + len(params.values),)

    hearing = Hearing()
    points = [(3, 8), (3, 9), (4, 8), (4, 9), (4, 8)]
    assert [hearing.found(witness(first, n=n, width=width)) for n, width in points] == [(0,), (0,), (8,), (9,), (8,)]
    assert [hearing.found(witness(every, n=n, width=width)) for n, width in points] == [
        (13,),
        (14,),
        (14,),
        (15,),
        (14,),
    ]


def test_what_two_questions_give_alike_is_built_and_run_once(
    family: Family, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[dict[str, int]] = []

    def counted(params: dict[str, int]) -> int:
        built.append(params)
        return conftest.counted(params)

    monkeypatch.setitem(conftest.ALONE, "both", counted)
    alone = FromJson(family)
    assert [*alone.faults(question), *alone.faults(replace(question, id="another"))] == []
    assert built == [question.params]


def test_a_json_that_says_another_number_is_told_at_each_point(family: Family) -> None:
    spoiled = dataclasses.replace(family, givens=lambda p: {**p.values, "left": p["left"] + (p["right"] == 44)})
    report = check_level(spoiled, "easy", None, panel=False)
    assert report.faults == 9
    assert re.match(
        r"conftest \(easy\) at left=10\d, right=4\d: from the JSON alone 'both' is 1\d\d, the key is 1\d\d",
        report.smallest,
    )


def test_a_formula_is_held_against_its_witnesses_at_each_point_the_smallest_first(family: Family) -> None:
    def measure(params: Params) -> Values:
        return (params["left"] + params["right"] - (params["right"] > 46),)

    report = check_level(dataclasses.replace(family, measure=measure), "easy", None, panel=False)
    assert report.faults == 18
    assert report.smallest.startswith("conftest (easy) at left=100, right=47: the formula gives 147, but torch 146")


def test_a_distractor_that_no_mistake_gives_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    (family,) = catalog.select(["conv-parameters"])
    right = Computed.wrong

    def wrong(self: Computed, params: Params, mistakes: Sequence[int]) -> list[Values]:
        found = zip(mistakes, right(self, params, mistakes), strict=True)
        return [(value + (mistake == 1),) for mistake, (value,) in found]

    monkeypatch.setattr(Computed, "wrong", wrong)
    assert isinstance(family, Family)
    report = check_level(family, "easy", 40, panel=False)
    assert report.faults
    assert f"is said to come from {family.misconceptions[1].id}, but nobody gives" in report.smallest
