"""Questions as jupyterquiz takes them: one of several, several, a number, or words that are typed.

A table and a matching question become a question for each cell and each prompt. Steps in order have no place there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf, nextafter
from typing import Any, TypeAlias, assert_never

from quizgen.answers import (
    CORRECT,
    Answer,
    Choice,
    Grid,
    Matching,
    Multiple,
    Number,
    Numerical,
    Option,
    Ordering,
    Values,
)
from quizgen.answers.numerical import components_of
from quizgen.answers.values import components
from quizgen.formats.frames import Frame
from quizgen.formats.plain.spellings import in_any_case
from quizgen.model import Part, Question
from quizgen.text import Text
from quizgen.text.cards import CARD

Json: TypeAlias = dict[str, Any]


def quiz(question: Question, words: Frame) -> list[Json]:
    """The questions of all parts; none for steps that are put in order."""
    return [one for place, part in enumerate(question.parts) for one in _part(question.letter(place), part, words)]


def _part(letter: str, part: Part, words: Frame) -> Iterator[Json]:
    mark = f"<strong>({letter})</strong> " if letter else ""
    for said, kind, answers in _asked(part.answer, words):
        yield {"question": f"{mark}{said}", "type": kind, "answers": answers}


def _asked(answer: Answer, words: Frame) -> Iterator[tuple[str, str, list[Json]]]:
    """What is said, jupyterquiz's type, and the answers."""
    match answer:
        case Choice(options):
            yield _said(words.choose_one), "multiple_choice", _offered(options, answer.correct)
        case Multiple(options, right):
            yield _said(words.choose_all), "many_choice", _offered(options, right)
        case Numerical():
            yield _said(words.answer), *_typed(answer, words)
        case Matching(prompts, options, places):
            for prompt, place in zip(prompts, places, strict=True):
                yield CARD.line(prompt), "multiple_choice", _matched(options, place)
        case Grid():
            for place, cell in enumerate(answer.open):
                yield CARD.line(answer.heading(place)), *_typed(cell, words)
        case Ordering():
            return
        case _:
            assert_never(answer)


def _said(words: str) -> str:
    return CARD.string(f"{words}:")


def _answer(text: Text, feedback: Text, *, correct: bool) -> Json:
    return {"answer": CARD.line(text), "correct": correct, "feedback": CARD.line(feedback)}


def _offered(options: Sequence[Option], right: frozenset[int]) -> list[Json]:
    return [_answer(one.text, one.feedback, correct=place in right) for place, one in enumerate(options)]


def _matched(options: Sequence[Option], right: int) -> list[Json]:
    """All options for one prompt; what is said of the others is where the right one belongs."""
    feedback = options[right].feedback
    return [
        _answer(one.text, CORRECT if place == right else feedback, correct=place == right)
        for place, one in enumerate(options)
    ]


def _typed(answer: Numerical, words: Frame) -> tuple[str, list[Json]]:
    """The key, what is foreseen, and what is said of all else."""
    found = list(_met(components(answer.key), answer.tolerance, CORRECT, correct=True))
    for one in answer.foreseen:
        found += _met(components_of(one), one.tolerance, one.feedback, correct=False)
    found.append({"type": "default", "feedback": CARD.string(words.try_again)})
    return "string" if isinstance(answer.key, tuple) else "numeric", found


def _met(numbers: Values, tolerance: Number, feedback: Text, *, correct: bool) -> Iterator[Json]:
    """A value that may be typed, and what is said then."""
    about: Json = {"correct": correct, "feedback": CARD.line(feedback)}
    if len(numbers) == 1:
        yield {**_reached(numbers[0], tolerance), **about}
    elif numbers:
        every = in_any_case([str(_plain(number)) for number in numbers])
        yield from ({"answer": spelled, "match_case": False, **about} for spelled in every)


def _reached(value: Number, tolerance: Number) -> Json:
    """The number, or all that are near enough; jupyterquiz leaves the upper end of a range out."""
    if not tolerance:
        return {"value": _plain(value)}
    return {"range": [float(value - tolerance), nextafter(float(value + tolerance), inf)]}


def _plain(value: Number) -> int | float:
    return int(value) if value.denominator == 1 else float(value)
