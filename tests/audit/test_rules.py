"""What the check says of items that a careful reader would hand back."""

from __future__ import annotations

import dataclasses

import pytest
from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import Choice
from quizgen.asking.family import Family
from quizgen.audit.check import check_level
from quizgen.audit.rules import Rules, seen_before
from quizgen.model import Question
from quizgen.text import Text


@pytest.fixture(scope="module")
def family() -> Family:
    (found,) = catalog.select(["conv-output-size"])
    assert isinstance(found, Family)
    return found


@pytest.fixture
def question(family: Family) -> Question:
    return next(family.draw("easy", "choice", "1"))


def test_a_good_question_breaks_no_rule(family: Family, question: Question) -> None:
    assert list(Rules(family).broken(question)) == []


def test_a_stem_that_asks_nothing_is_told(family: Family, question: Question) -> None:
    said = list(Rules(family).broken(replace(question, stem=Text("A map of 8 × 8."))))
    assert said == ["the stem asks nothing: 'A map of 8 × 8.'"]


def test_feedback_of_two_sentences_is_told(family: Family, question: Question) -> None:
    (part,) = question.parts
    assert isinstance(part.answer, Choice)
    options = tuple(
        replace(option, slip=option.slip and replace(option.slip, feedback=Text("Not so. Try again.")))
        for option in part.answer.options
    )
    spoiled = replace(part, answer=replace(part.answer, options=options))
    said = list(Rules(family).broken(replace(question, parts=(spoiled,))))
    distractors = sum(option.slip is not None and "-and-" not in option.slip.id for option in options)
    assert distractors
    assert said == ["feedback is one sentence, not 'Not so. Try again.'"] * distractors


def test_a_stem_of_two_points_is_told(question: Question) -> None:
    stems: dict[tuple[str, str], str] = {}
    assert seen_before(question, stems) is None  # type: ignore[arg-type]  # kinds are words
    assert seen_before(question, stems) is None  # type: ignore[arg-type]  # kinds are words
    said = seen_before(replace(question, where="elsewhere"), stems)  # type: ignore[arg-type]  # kinds are words
    assert said is not None
    assert question.where in said


def test_a_family_without_balanced_points_is_not_offered_as_choice(family: Family) -> None:
    poor = dataclasses.replace(family, misconceptions=family.misconceptions[:3])
    report = check_level(poor, "easy", 5)
    assert report.smallest.startswith("conv-output-size (easy): has only 0 items of the kind choice")


def test_a_witness_that_fails_is_a_fault_and_not_a_crash(family: Family) -> None:
    def broken(_: object) -> tuple[int, ...]:
        raise ValueError("out of order")

    report = check_level(dataclasses.replace(family, measure=broken), "easy", 2)
    assert report.faults
    assert "torch fails (ValueError: out of order)" in report.smallest
