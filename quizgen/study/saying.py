"""What is said of an answered item, part by part, as texts: whether it is right, and what the very mistake was.

The terminal says the same in lines of its own (``cli/talk/verdicts.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING, assert_never

from quizgen.answers import (
    Answer,
    Choice,
    Filled,
    Given,
    Grid,
    Mark,
    Matching,
    Met,
    Multiple,
    Numerical,
    Ordering,
    Written,
)
from quizgen.answers.tables import keys, table
from quizgen.answers.values import single, written
from quizgen.study.session import Result
from quizgen.study.shows import diagnoses
from quizgen.text import Text
from quizgen.text.joining import joined, unended

if TYPE_CHECKING:
    from quizgen.diagnosis import Diagnosis

RIGHT, WRONG, OPEN = "Right.", "Not right.", ""


@dataclass(frozen=True, slots=True)
class Said:
    """Of the part with a ``letter`` (of several): a word, whether it is right, and sentences after it."""

    letter: str
    right: bool
    word: str
    texts: tuple[Text, ...]


def verdict(result: Result) -> tuple[Said, ...]:
    """What is said of every part."""
    question = result.item.question
    return tuple(_part(question.letter(place), place, mark, result) for place, mark in enumerate(result.marks))


def _part(letter: str, place: int, mark: Mark, result: Result) -> Said:
    answer = result.item.question.parts[place].answer
    carried = tuple(_carried(answer, mark))
    if mark.right:
        return Said(letter, right=True, word=RIGHT, texts=carried)
    shown = (*_key(answer), *_shown(answer, mark, diagnoses(place, result)), *carried)
    return Said(letter, right=False, word=OPEN if mark.given is None else WRONG, texts=shown)


def _carried(answer: Answer, mark: Mark) -> Iterator[Text]:
    """Which values are right from the learner's own earlier ones."""
    for one in mark.carried:
        key = joined([Text("with the right ones it would be"), _stopped(written(single(one.key)), ".")], " ")
        said = joined([Text("right from your own earlier values;"), key], " ")
        if isinstance(answer, Grid):
            yield joined([answer.heading(one.place), said], ": ")
        else:
            yield joined([Text("Right from your own earlier values;"), key], " ")


def _key(answer: Answer) -> Iterator[Text]:
    """What is right."""
    match answer:
        case Numerical():
            yield joined([Text("The answer is"), _stopped(written(answer.key), ".")], " ")
        case Grid():
            yield Text("The answer is what stands in this table.")
            yield Text("{grid}", {"grid": table(answer, keys)})
        case Choice() | Multiple():
            right = [_option(place, unended(answer.options[place].text)) for place in sorted(answer.correct)]
            yield joined([Text("The answer is"), _stopped(joined(right, "; "), ".")], " ")
        case Matching():
            yield Text("The answer is this:")
            yield from (joined([prompt, option.text], " → ") for prompt, option in answer.pairs)
        case Ordering():
            yield Text("The answer is this order:")
            yield from (_option(place, answer.steps[place]) for place in answer.places)
        case _:
            assert_never(answer)


def _stopped(text: Text, sign: str) -> Text:
    return Text(f"{text.template}{sign}", text.values)


def _option(place: int, text: Text) -> Text:
    return joined([Text("{letter})", {"letter": ascii_lowercase[place]}), text], " ")


def _shown(answer: Answer, mark: Mark, found: tuple[Diagnosis, ...]) -> Iterator[Text]:
    """What the mistake was."""
    match answer:
        case Choice() | Ordering():
            yield from (met.slip.feedback for met in mark.met)
        case Multiple():
            yield from (_unfitting(met, mark) for met in mark.met)
            known = {met.place for met in mark.met}
            missed = [ascii_lowercase[place] for place in mark.missed if place not in known]
            if missed and mark.given is not None:
                letters = ", ".join(missed)
                yield Text("Right, but not chosen: {letters}.", {"letters": letters})
        case Matching():
            if mark.given is not None:
                yield from (answer.options[answer.places[number]].feedback for number in mark.missed)
        case Numerical():
            for one in found:
                yield from _explained(one, mark.given)
        case Grid():
            yield from _cells(answer, mark, found)
        case _:
            assert_never(answer)


def _unfitting(met: Met, mark: Mark) -> Text:
    words = "{letter}) is right, but not chosen:" if met.place in mark.missed else "{letter}) does not fit:"
    return joined([Text(words, {"letter": ascii_lowercase[met.place]}), met.slip.feedback], " ")


def _explained(found: Diagnosis, wrote: Given) -> Iterator[Text]:
    """What the mistake was, how it leads to what was written, and for which layer that would be right."""
    if found.after is not None:
        yield found.after
    if found.how and isinstance(wrote, Written):
        yield joined([Text("How you got"), _stopped(written(single(wrote.values)), ":")], " ")
        yield from found.how
    if found.real is not None:
        yield found.real


def _cells(answer: Grid, mark: Mark, found: tuple[Diagnosis, ...]) -> Iterator[Text]:
    """What was written into each wrong cell, and what the mistake was where it is known."""
    wrote = mark.given.cells if isinstance(mark.given, Filled) else ()
    shown = {one.place: one for one in found}
    for place in mark.missed:
        if cell := wrote[place]:
            value = _stopped(written(single(cell.values)), ".")
            yield joined([answer.heading(place), joined([Text("not"), value], " ")], ": ")
            if place in shown:
                yield from _explained(shown[place], cell)
