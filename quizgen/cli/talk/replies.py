"""What is said of a first try that is wrong; nothing that tells what is right."""

from __future__ import annotations

from typing import assert_never

from quizgen.answers import Answer, Choice, Grid, Mark, Matching, Multiple, Numerical, Ordering
from quizgen.cli import screen
from quizgen.text.terminal import TERMINAL


def not_yet(answer: Answer, mark: Mark) -> str:
    """``Not yet: the two sides of a kernel are multiplied, not added.``"""
    match answer:
        case Numerical() | Grid() | Choice():
            return screen.wrapped(_said([TERMINAL.line(met.slip.feedback) for met in mark.met]))
        case Multiple():
            return screen.wrapped(_chosen(mark))
        case Matching():
            return _in_place(len(answer.prompts), mark, "stand where they belong")
        case Ordering():
            return _in_place(len(answer.steps), mark, "stand in their places")
        case _:
            assert_never(answer)


def _said(sentences: list[str]) -> str:
    return f"Not yet: {sentences[0]}" if sentences else "Not yet."


def _chosen(mark: Mark) -> str:
    """The first of the options that do not fit, or that something is missing."""
    for met in mark.met:
        return f"Not yet: {screen.letter(met.place)}) does not fit. {TERMINAL.line(met.slip.feedback)}"
    return "Not yet: what you chose fits, but there is more."


def _in_place(count: int, mark: Mark, where: str) -> str:
    return screen.wrapped(f"Not yet: {count - len(mark.missed)} of {count} {where}.")
