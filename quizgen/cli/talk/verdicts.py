"""What is said after an answer: whether it is right, and what the very mistake was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, assert_never

import click

from quizgen.answers import (
    Answer,
    Carried,
    Choice,
    Filled,
    Given,
    Grid,
    Mark,
    Matching,
    Multiple,
    Numerical,
    Ordering,
    Written,
)
from quizgen.answers.tables import keys
from quizgen.answers.values import LONG, single
from quizgen.cli import screen
from quizgen.study.session import Result
from quizgen.study.shows import diagnoses
from quizgen.text.terminal import TERMINAL

if TYPE_CHECKING:
    from quizgen.diagnosis import Diagnosis


WRONG = "Not right."


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
    if mark.right:
        yield f"{name}{click.style('Right.', fg='green', bold=True)}"
        yield from _carried(answer, mark, result)
        return
    word = "" if mark.given is None else f"{WRONG} "
    end = ":" if isinstance(answer, Matching | Ordering) else "."
    said = screen.wrapped(f"{name}{word}The answer is {screen.key(answer)}{end}")
    yield said.replace(WRONG, click.style(WRONG, fg="red", bold=True), 1)
    yield from _shown(answer, mark, diagnoses(place, result))
    yield from _carried(answer, mark, result)


def _carried(answer: Answer, mark: Mark, result: Result) -> Iterator[str]:
    """Which values are right from the learner's own earlier ones."""
    for one in mark.carried:
        where = f"{TERMINAL.line(answer.heading(one.place))}: right" if isinstance(answer, Grid) else "Right"
        yield screen.wrapped(f"{where} from {_own(one, result)}.", "  ")


def _own(one: Carried, result: Result) -> str:
    """The learner's earlier value, and what the key would have been worked from."""
    key = screen.value(single(one.key))
    changed = {name for name in one.after & result.own.keys() if result.own[name] != result.right[name]}
    asked = [numerical for numerical in result.item.question.numericals if changed & set(numerical.names)]
    if len(asked) != 1:
        return f"your own earlier values; with the right ones it would be {key}"
    own, right = (
        screen.value(single(tuple(values[name] for name in asked[0].names))) for values in (result.own, result.right)
    )
    return f"your {own}; with the right {right} it would be {key}"


def _shown(answer: Answer, mark: Mark, found: tuple[Diagnosis, ...]) -> Iterator[str]:
    """What the mistake was."""
    match answer:
        case Matching():
            yield from _matched(answer, mark)
        case Multiple():
            yield from _unfitting(mark)
        case Grid():
            yield from _cells(answer, mark, found)
        case Ordering():
            yield screen.placed(answer)
            yield from (screen.feedback(met.slip.feedback) for met in mark.met)
        case Choice():
            yield from (screen.feedback(met.slip.feedback) for met in mark.met)
        case Numerical():
            for one in found:
                yield from _explained(one, mark.given, "  ")
        case _:
            assert_never(answer)


def _explained(found: Diagnosis, wrote: Given, indent: str) -> Iterator[str]:
    """What the mistake was, how it leads to what was written, and for which layer that would be right."""
    if found.after is not None:
        yield screen.feedback(found.after, indent)
    if found.how and isinstance(wrote, Written):
        yield f"{indent}How you got {screen.value(single(wrote.values))}:"
        yield from (screen.shown(line, indent) for line in found.how)
    if found.real is not None:
        yield screen.feedback(found.real, indent)


def _unfitting(mark: Mark) -> Iterator[str]:
    """The wrong options that were chosen, and the right ones that were not."""
    known = {met.place for met in mark.met}
    for met in mark.met:
        what = "is right, but not chosen" if met.place in mark.missed else "does not fit"
        yield f"  {screen.letter(met.place)}) {what}:"
        yield screen.feedback(met.slip.feedback)
    missed = [screen.letter(place) for place in mark.missed if place not in known]
    if missed and mark.given is not None:
        yield f"  Right, but not chosen: {', '.join(missed)}."


def _matched(answer: Matching, mark: Mark) -> Iterator[str]:
    """What belongs to each prompt, and what is said to whoever gave it another answer."""
    for number, place in enumerate(answer.places):
        yield screen.pair(answer, number)
        if number in mark.missed:
            yield screen.feedback(answer.options[place].feedback, "          ")


def _cells(answer: Grid, mark: Mark, found: tuple[Diagnosis, ...]) -> Iterator[str]:
    """The table as it should be, what was written into each wrong cell, and what the mistake was where it is known."""
    yield f"\n{screen.grid(answer, keys)}\n"
    wrote = mark.given.cells if isinstance(mark.given, Filled) else ()
    shown = {one.place: one for one in found}
    for place in mark.missed:
        if cell := wrote[place]:
            where = TERMINAL.line(answer.heading(place))
            yield screen.wrapped(f"{where}: not {screen.value(single(cell.values))}.", "  ", "     ")
            if place in shown:
                yield from _explained(shown[place], cell, "      ")
