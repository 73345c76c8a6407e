"""What is said after an answer: whether it is right, and what the very mistake was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

import click

from quizgen.answers import Answer, Choice, Grid, Mark, Matching, Multiple, Numerical, Ordering
from quizgen.answers.tables import keys
from quizgen.answers.values import LONG
from quizgen.cli import screen
from quizgen.study.remarks import Remark, carried, remarks
from quizgen.study.saying import RIGHT, WRONG
from quizgen.study.session import Result
from quizgen.study.shows import diagnoses
from quizgen.text.terminal import TERMINAL


def verdict(result: Result) -> Iterator[str]:
    """The verdict on every part, and the points of a question with several answers."""
    question = result.item.question
    for place, mark in enumerate(result.marks):
        name = question.letter(place)
        yield from _part(f"({name}) " if name else "", place, mark, result)
    if question.kind in LONG:
        won, whole = (screen.number(points) for points in (result.share * result.item.points, result.item.points))
        yield f"\nPoints: {won} of {whole}."


def _part(name: str, place: int, mark: Mark, result: Result) -> Iterator[str]:
    answer = result.item.question.parts[place].answer
    own = (screen.feedback(text) for text in carried(answer, mark, result))
    if mark.right:
        yield f"{name}{click.style(RIGHT, fg='green', bold=True)}"
        yield from own
        return
    word = "" if mark.given is None else f"{WRONG} "
    end = ":" if isinstance(answer, Matching | Ordering) else "."
    said = screen.wrapped(f"{name}{word}The answer is {screen.key(answer)}{end}")
    yield said.replace(WRONG, click.style(WRONG, fg="red", bold=True), 1)
    found = list(remarks(answer, mark, diagnoses(place, result)))
    yield from _shown(answer, found)
    yield from own


def _shown(answer: Answer, found: Sequence[Remark]) -> Iterator[str]:
    """The key where it takes more than a line, and what the mistake was."""
    match answer:
        case Matching():
            yield from _matched(answer, found)
            return
        case Grid():
            yield f"\n{screen.grid(answer, keys)}\n"
        case Ordering():
            yield screen.placed(answer)
        case Choice() | Multiple() | Numerical():
            pass
        case _:
            assert_never(answer)
    yield from (line for remark in found for line in _lines(remark))


def _lines(remark: Remark) -> Iterator[str]:
    indent = "      " if remark.deeper else "  "
    if remark.head is not None:
        yield screen.wrapped(TERMINAL.line(remark.head), indent, f"{indent}   ")
    yield from ((screen.shown if remark.worked else screen.feedback)(text, indent) for text in remark.said)


def _matched(answer: Matching, found: Sequence[Remark]) -> Iterator[str]:
    """What belongs to each prompt, and what is said to whoever gave it another answer."""
    said = {remark.place: remark.said for remark in found}
    for number in range(len(answer.prompts)):
        yield screen.pair(answer, number)
        yield from (screen.feedback(text, "          ") for text in said.get(number, ()))
