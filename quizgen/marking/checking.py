"""What exam.json must be so that answers can be marked by it, beyond the types of its values."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.marking.records import CellKept, ExamKept, OptionKept, PartKept, QuestionKept
from quizgen.marking.values import values

MOST = 26
"""Options that letters tell apart."""


def faults(exam: ExamKept) -> Iterator[str]:
    """What is wrong, each with its key; questions and parts are counted from 1."""
    if not exam.forms:
        yield "forms: there is none"
    for number, form in enumerate(exam.forms, 1):
        if not form.questions:
            yield f"forms[{number}].questions: there is none"
        for place, question in enumerate(form.questions, 1):
            for fault in question_faults(question, place):
                yield f"forms[{number}].questions[{place}].{fault}"


def question_faults(question: QuestionKept, place: int) -> Iterator[str]:
    """What is wrong with the question at a place, from 1, each with its key."""
    if question.place != place:
        yield f"place: {question.place} stands where {place} is expected"
    if question.points <= 0:
        yield f"points: {question.points} is not above zero"
    if not question.parts or sum(part.share for part in question.parts) != 1:
        yield "parts: their shares do not make up the whole question"
    for number, part in enumerate(question.parts, 1):
        for fault in _part(part):
            yield f"parts[{number}].{fault}"


def _part(part: PartKept) -> Iterator[str]:
    match part.kind:
        case "choice" | "multiple":
            yield from _lettered(part.options)
            if not any(option.correct for option in part.options):
                yield "options: none is right"
        case "matching" | "ordering":
            yield from _lettered(part.options)
            yield from _placed(part)
        case "numerical":
            yield from _number(part, "")
        case "grid":
            if not part.cells:
                yield "cells: there is none"
            for number, cell in enumerate(part.cells, 1):
                yield from _number(cell, f"cells[{number}].")


def _lettered(options: tuple[OptionKept, ...]) -> Iterator[str]:
    letters = "".join(option.letter for option in options)
    if not 1 < len(options) <= MOST or letters != "".join(chr(ord("A") + place) for place in range(len(options))):
        yield f"options: their letters are {letters or 'none'}, not A, B and so on"


def _placed(part: PartKept) -> Iterator[str]:
    """The key says for each prompt, or for each step, which option belongs there."""
    count = len(part.prompts) if part.kind == "matching" else len(part.options)
    key = part.key if isinstance(part.key, list) else []
    fits = all(isinstance(one, int) and 0 <= one < len(part.options) for one in key)
    if not fits or len(key) != count or not count:
        yield f"key: it does not name one of {len(part.options)} options for each of {count} places"


def _number(kept: PartKept | CellKept, where: str) -> Iterator[str]:
    if not values(kept.key):
        yield f"{where}key: it is no number and no shape"
    if kept.tolerance < 0:
        yield f"{where}tolerance: {kept.tolerance} is below zero"
