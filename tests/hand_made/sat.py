"""Exams of questions made by hand, and what students answered in them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from msgspec import structs

from quizgen.analysis.analysing import sittings
from quizgen.analysis.taken import Intake, Sheet, Sitting
from quizgen.marking.records import Exact, ExamKept, FormKept, MisconceptionKept, QuestionKept

Answers = Sequence[Sequence[str]]


def form(*questions: QuestionKept, name: str = "A") -> FormKept:
    """A form with the questions at their places, each of a slot and an item of its own."""
    placed = (
        structs.replace(one, place=place, slot=f"slot-{place}", item=f"item-{place}")
        for place, one in enumerate(questions, 1)
    )
    return FormKept(form=name, seal=f"SEAL{name}", questions=tuple(placed))


def exam(*forms: FormKept, wrong: Fraction | None = None, told: Sequence[MisconceptionKept] = ()) -> ExamKept:
    """An exam of these forms, in which a wrong option costs so much."""
    costs = None if wrong is None else Exact(wrong)
    return ExamKept(
        schema=1,
        quizgen="0.2.0",
        title="By hand",
        seal="SEAL",
        wrong=costs,
        forms=forms,
        misconceptions=tuple(told),
    )


def sat(by_hand: ExamKept, answers: Sequence[Answers], form: int = 0) -> Sitting:
    """What comes of it where each student gave these answers to one form; () stands for what was not asked."""
    sheets = (Sheet(f"{number}", by_hand.forms[form], tuple(map(tuple, one))) for number, one in enumerate(answers, 1))
    return sittings([(by_hand, Intake(tuple(sheets)))])[0]
