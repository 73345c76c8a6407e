"""Where holders of a misconception and those who do not know look alike, nothing is claimed."""

from __future__ import annotations

import numpy as np
import pytest
from msgspec import structs
from simulated import Class, Student, guess

from quizgen.analysis.analysing import sittings
from quizgen.analysis.beliefs import beliefs
from quizgen.analysis.offered import by_concept, by_misconception
from quizgen.marking.records import ExamKept, OptionKept, PartKept, QuestionKept


def guessing(student: Student, part: PartKept, dice: np.random.Generator) -> str:
    del student
    return guess(part, dice)


def matched(question: QuestionKept) -> QuestionKept:
    """The same question as one to match: what goes wrong at a prompt is its mistake, and all are of one concept."""
    options = tuple(
        OptionKept(
            letter=letter,
            text=letter,
            value=letter,
            correct=letter != "D",
            misconception=f"mistake-{letter}",
            concept=one,
        )
        for letter, one in zip("ABCD", ["mixes-up", "mixes-up", "mixes-up", "belongs-nowhere"], strict=True)
    )
    part = structs.replace(
        question.parts[0],
        kind="matching",
        letters="BAC",
        key=[1, 0, 2],
        options=options,
        prompts=("one", "two", "three"),
    )
    return structs.replace(question, kind="matching", parts=(part,))


@pytest.mark.parametrize("steep", [0.0, 3.0])
def test_what_every_wrong_answer_shows_is_no_finding_and_the_reason_is_told(exam: ExamKept, steep: float) -> None:
    asked = {next(one.item for one in exam.forms[0].questions if one.kind == "choice")}
    forms = tuple(
        structs.replace(form, questions=tuple(matched(one) if one.item in asked else one for one in form.questions))
        for form in exam.forms[:1]
    )
    one_form = structs.replace(exam, forms=forms)
    intake, _ = Class(100, steep=steep, odd=dict.fromkeys(asked, guessing)).sit(one_form, 3)
    answers = sittings([(one_form, intake)])[0].answers
    found = {one.id: one for one in beliefs(answers, {}, by_concept)}
    alone = found["mixes-up"]
    assert (alone.holding.value, alone.found, alone.offered) == (None, False, 100)
    assert alone.shown == alone.by_chance > 80
    assert "shows it as often as who holds it" in alone.holding.why
    assert "belongs-nowhere" not in found
    single = {one.id: one for one in beliefs(answers, {}, by_misconception)}
    assert [single[f"mistake-{letter}"].found for letter in "ABC"] == [False] * 3
