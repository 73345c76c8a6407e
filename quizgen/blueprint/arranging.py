"""Where the key of a choice may stand: numbers ascend, all other options stand in an order that tells nothing."""

from __future__ import annotations

from msgspec.structs import replace

from quizgen.answers import Choice
from quizgen.answers.choosing import numbers
from quizgen.model import Question


def choice(question: Question) -> Choice | None:
    """The answer, if the question has a letter for its key: one right option of several."""
    answer = question.parts[0].answer
    return answer if len(question.parts) == 1 and isinstance(answer, Choice) else None


def is_free(answer: Choice) -> bool:
    """Whether the key may stand at any place: options that are no numbers, and not true before false."""
    return not answer.two_sided and len(numbers(answer.options)) < 2


def arranged(question: Question, letter: int | None) -> Question:
    """The question with its key at that place, the others in the order that they have; without one as it is."""
    answer = choice(question)
    if letter is None or answer is None or letter == answer.right:
        return question
    options = [option for place, option in enumerate(answer.options) if place != answer.right]
    options.insert(letter, answer.key)
    moved = replace(answer, options=tuple(options), right=letter)
    return replace(question, parts=(replace(question.parts[0], answer=moved),))
