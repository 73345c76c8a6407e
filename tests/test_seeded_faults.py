"""The check has teeth: a wrong sign, a tampered option, a measurement off by one are all found."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TypeAlias

import pytest
from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import Choice, Option
from quizgen.asking.family import Family
from quizgen.asking.verify import verified
from quizgen.asking.which_layer import WhichFamily
from quizgen.audit.check import check_level
from quizgen.audit.fault import Fault
from quizgen.audit.hearing import Hearing
from quizgen.audit.rules import Rules
from quizgen.audit.witnessed import Witnessed
from quizgen.errors import Disagreement
from quizgen.math.rewrites import mutants
from quizgen.model import LEVELS, Level, Question, Values
from quizgen.space import Params
from quizgen.text import Text

AnyFamily: TypeAlias = Family | WhichFamily
FAMILIES: list[AnyFamily] = [source for source in catalog.families() if isinstance(source, Family | WhichFamily)]
POINTS = 40

EQUIVALENT: dict[tuple[str, str, str], str] = {
    ("code-default-arguments", "conv_output_size", "flip + at node 4"): "padding has its default, 0",
    ("code-default-arguments", "pool_output_size", "flip + at node 4"): "padding has its default, 0",
    ("code-default-arguments", "transposed_output_size", "flip + at node 0"): "output_padding has its default, 0",
    ("code-linear-in-features", "pool_output_size", "flip + at node 4"): "no pooling layer here has padding",
    ("code-number-of-values", "pool_output_size", "flip + at node 4"): "no pooling layer here has padding",
    ("even-kernel-same-padding", "torch_zeros_below", "drop -1 at node 5"): "half of an even kernel, rounded up or not",
    ("network-decoder-size", "conv_output_size", "flip + at node 4"): "published ways up have unpadded convolutions",
    ("network-decoder-size", "transposed_output_size", "flip + at node 0"): "published ways up add no output padding",
    ("early-stopping-epoch", "last_epoch_if_better", "flip - at node 3"): "every curve stops before its last epoch",
}
"""Mutants that give the same key on the whole space, by family, formula and change, each with the reason."""


def _mutated(family: AnyFamily) -> Iterator[tuple[str, str, AnyFamily]]:
    for number, formula in enumerate(family.formulas):
        for change, tree in mutants(formula.tree):
            formulas = (*family.formulas[:number], formula.with_tree(tree), *family.formulas[number + 1 :])
            yield formula.name, change, dataclasses.replace(family, formulas=formulas)


CASES = [(formula, change, family) for source in FAMILIES for formula, change, family in _mutated(source)]


@pytest.mark.parametrize(("formula", "change", "family"), CASES, ids=lambda value: getattr(value, "id", value))
def test_a_changed_formula_is_found_with_family_and_parameters(formula: str, change: str, family: AnyFamily) -> None:
    found = next(((level, faults) for level, faults in _by_level(family) if faults), None)
    if (family.id, formula, change) in EQUIVALENT:
        assert not found, f"{formula}, {change} is listed as equivalent, but: {found}"
        return
    assert found, f"nobody noticed: {formula}, {change} in {family.id}"
    level, faults = found
    assert all(fault.message.startswith(f"{family.id} ({level}) at ") and "=" in fault.message for fault in faults)


def _by_level(family: AnyFamily) -> Iterator[tuple[Level, list[Fault]]]:
    """The levels in turn; where all witnesses agree, items and panel would tell no more about a formula."""
    return ((level, [*Witnessed(family, level, Hearing()).faults(POINTS)]) for level in LEVELS)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.id)
def test_a_measurement_off_by_one_is_found(family: AnyFamily) -> None:
    measure = family.measure

    def off_by_one(params: Params) -> Values:
        first, *rest = measure(params)
        return (first + 1, *rest)

    report = check_level(dataclasses.replace(family, measure=off_by_one), "easy", POINTS)
    assert report.faults >= POINTS
    assert report.smallest.startswith(f"{family.id} (easy) at ")


@pytest.mark.parametrize("family", [f for f in FAMILIES if "choice" in f.kinds], ids=lambda family: family.id)
def test_a_distractor_that_equals_the_key_is_refused(family: AnyFamily) -> None:
    level = next(level for level in LEVELS if family.count(level, "choice"))
    question = next(iter(family.draw(level, "choice", "1")))
    choice = _choice(question)
    wrong = (choice.right + 1) % len(choice.options)
    tampered = replace(choice.options[wrong], value=choice.key.value)
    with pytest.raises(Disagreement, match=f"{family.id} .{level}. at .*same value"):
        verified(_with(question, wrong, tampered))


def _choice(question: Question) -> Choice:
    answer = question.parts[0].answer
    assert isinstance(answer, Choice)
    return answer


def _with(question: Question, place: int, option: Option) -> Question:
    choice = _choice(question)
    options = (*choice.options[:place], option, *choice.options[place + 1 :])
    return replace(question, parts=(replace(question.parts[0], answer=replace(choice, options=options)),))


def test_a_false_line_in_a_solution_is_found() -> None:
    family = next(source for source in FAMILIES if isinstance(source, Family) and source.id == "conv-output-size")

    def wrong(params: Params, key: Values) -> tuple[Text, ...]:
        return tuple(Text(text.template, {**text.values, "o": key[0] + 1}) for text in family.solution(params, key))

    report = check_level(dataclasses.replace(family, solution=wrong), "easy", 3)
    assert not report.passed
    assert "is not true" in report.smallest or "the solution ends at" in report.smallest


def test_a_distractor_with_another_name_is_found() -> None:
    family = next(source for source in FAMILIES if isinstance(source, Family) and "choice" in source.kinds)
    question = next(iter(family.draw("easy", "choice", "1")))
    first, second, *_ = (place for place, option in enumerate(question.options) if option.slip)
    one, other = question.options[first], question.options[second]
    assert other.slip
    said = list(Rules(family).broken(_with(question, first, replace(one, slip=other.slip))))
    assert any(f"is said to come from {other.slip.id}" in sentence for sentence in said)
