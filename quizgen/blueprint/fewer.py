"""Choices with fewer options than they were made with: wrong ones are left out by chance.

That keeps what was even: where each option of a set is the key of one question, each of those that stay still is, and
a key that stands at each of four places equally often stands at each of three equally often.
"""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.answers import Choice
from quizgen.model import Question
from quizgen.space import Dice


def with_fewer(question: Question, number: int | None, seed: str) -> Question:
    """The question with at most so many options; as it is without a number, and where it is no choice of one."""
    answer = question.parts[0].answer
    if number is None or len(question.parts) > 1 or not isinstance(answer, Choice) or answer.two_sided:
        return question
    if len(answer.options) <= number:
        return question
    wrong = [place for place in range(len(answer.options)) if place != answer.right]
    stay = sorted([answer.right, *Dice("stay", seed, question.id).sample(wrong, number - 1)])
    fewer = replace(answer, options=tuple(answer.options[place] for place in stay), right=stay.index(answer.right))
    return replace(question, parts=(replace(question.parts[0], answer=fewer),))
