"""What PrairieLearn's own tests of a question type into it: wrong numbers and shapes, and what they are worth."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import count
from typing import Any

from quizgen.answers import Number, Numerical, Written
from quizgen.answers.numerical import components_of
from quizgen.answers.values import Values, components
from quizgen.formats.prairielearn.naming import weights
from quizgen.formats.prairielearn.params import typed
from quizgen.live.grading import numbers, question_of, total


def test(data: dict[str, Any]) -> None:
    """Types a foreseen mistake where there is one, and says that it is wrong; elements type everything else."""
    question = question_of(data)
    heavy = weights(question)
    if data["test_type"] == "invalid":
        return
    if data["test_type"] == "incorrect":
        own: dict[str, Number] = {}
        for name, answer in numbers(question):
            found = next(one for one in _wrong(answer) if not answer.mark(Written(one), own).share)
            whole = all(Fraction(one).denominator == 1 for one in found)
            data["raw_submitted_answers"][name] = str(typed(found, whole=whole))
            data["partial_scores"][name] = {"score": 0, "weight": heavy[name]}
            own.update(zip(answer.names, found, strict=False))
    total(data, heavy)


def _wrong(answer: Numerical) -> Iterator[Values]:
    """Wrong answers that the element takes: whole numbers where it asks for such."""
    key = components(answer.key)
    whole = all(Fraction(one).denominator == 1 for one in key)
    for option in answer.foreseen:
        found = components_of(option)
        if len(found) == len(key) and (not whole or all(Fraction(one).denominator == 1 for one in found)):
            yield found
    yield from (tuple(one + step + int(answer.tolerance) for one in key) for step in count(1))
