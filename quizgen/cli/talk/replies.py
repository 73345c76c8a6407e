"""What is said of a first try that is wrong; nothing that tells what is right."""

from __future__ import annotations

from collections.abc import Mapping

from quizgen.answers import Given, Mark, Matching, Multiple, Number, Ordering
from quizgen.cli import screen
from quizgen.model import Question
from quizgen.text.terminal import TERMINAL


def of_number(question: Question, place: int, own: Mapping[str, Number], given: Given, cell: int = 0) -> str:
    """``Not yet: the two sides of a kernel are multiplied, not added.``, about a part or an open cell of it."""
    from quizgen.diagnosis import diagnosed, not_yet

    found = [one for one in diagnosed(question, place, given, own) if one.place == cell]
    return screen.wrapped(TERMINAL.line(not_yet(found)))


def of_letters(asked: Multiple | Matching | Ordering, mark: Mark) -> str:
    """How much is right, or that one of several options does not fit."""
    match asked:
        case Multiple():
            return screen.wrapped(_chosen(mark))
        case Matching():
            return _in_place(len(asked.prompts), mark, "stand where they belong")
        case Ordering():
            return _in_place(len(asked.steps), mark, "stand in their places")


def _chosen(mark: Mark) -> str:
    """The first of the options that do not fit, or that something is missing."""
    for met in mark.met:
        return f"Not yet: {screen.letter(met.place)}) does not fit. {TERMINAL.line(met.slip.feedback)}"
    return "Not yet: what you chose fits, but there is more."


def _in_place(count: int, mark: Mark, where: str) -> str:
    return screen.wrapped(f"Not yet: {count - len(mark.missed)} of {count} {where}.")
