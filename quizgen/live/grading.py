"""What a student's answers are worth, from the item that PrairieLearn keeps with the variant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any, assert_never

from quizgen.answers import (
    Choice,
    Chosen,
    Grid,
    Mark,
    Matching,
    Multiple,
    Number,
    Numerical,
    Ordering,
    Placed,
    Slip,
    Values,
    Written,
)
from quizgen.answers.marks import UNKNOWN
from quizgen.answers.typed import readings
from quizgen.answers.values import components, single, written
from quizgen.formats.prairielearn.naming import name, names, weights
from quizgen.formats.prairielearn.params import line
from quizgen.model import Question
from quizgen.sets import asked
from quizgen.sets.reader import decoded
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL

UNREAD = "Write {count} numbers with × or x between them, such as {such}."
KEPT = 8
"""So many questions are kept as they were read: each phase of a submission asks for its own again."""
RIGHT = "Right from your own earlier values; with the right ones it would be {key}."


def question_of(data: Mapping[str, Any]) -> Question:
    """The question of a variant, from its JSON; raises QuizgenError for what quizgen did not write."""
    return _read(data["params"]["item"])


@lru_cache(maxsize=KEPT)
def _read(item: str) -> Question:
    bundle = decoded(item.encode(), 'params["item"]')
    (read,) = asked.items(bundle.taken(0), lambda _: None)
    return read.question


def parse(data: dict[str, Any]) -> None:
    """Adds an error for each shape that cannot be read."""
    for own, answer in numbers(question_of(data)):
        count = len(components(answer.key))
        raw = data["raw_submitted_answers"].get(own)
        if count > 1 and own not in data["format_errors"] and not readings(str(raw or ""), count):
            such = " x ".join(str(number) for number in range(1, count + 1))
            data["format_errors"][own] = UNREAD.format(count=count, such=such)


def grade(data: dict[str, Any]) -> None:
    """Sets the scores of numbers and shapes, what is said of mistakes, and the score of the whole."""
    question = question_of(data)
    heavy = weights(question)
    remarks: list[dict[str, str]] = []
    own: dict[str, Number] = {}
    for place, part in enumerate(question.parts):
        letter = f"({question.letter(place)})" if question.letter(place) else ""
        match part.answer:
            case Numerical() as answer:
                mark = _scored(data, name(question, place), answer, own, heavy)
                remarks += _remarks(data, letter, mark)
            case Grid() as grid:
                cells = zip(names(question, place), grid.open, strict=True)
                for number, (cell, answer) in enumerate(cells):
                    mark = _scored(data, cell, answer, own, heavy)
                    remarks += _remarks(data, f"{letter} {line(grid.heading(number))}:".strip(), mark)
            case Matching() as matching:
                remarks += _unmatched(data, name(question, place), matching)
            case Ordering(slip=slip):
                right = data["partial_scores"][name(question, place)]["score"] == 1
                remarks += [] if right else [_said(data, letter, slip)]
            case Multiple() as several:
                remarks += _left_out(data, name(question, place), several)
            case Choice():
                pass
            case unknown:
                assert_never(unknown)
    data["feedback"]["remarks"] = remarks
    total(data, heavy)


def total(data: dict[str, Any], heavy: Mapping[str, int]) -> None:
    """Sets the score of the whole: that of each answer, by its weight."""
    scores = data["partial_scores"]
    won = sum(Fraction(scores[own]["score"]) * weight for own, weight in heavy.items())
    data["score"] = float(won / sum(heavy.values()))


def numbers(question: Question) -> Iterator[tuple[str, Numerical]]:
    """Each number and shape that is to be written, under its name."""
    for place, part in enumerate(question.parts):
        every = names(question, place)
        if isinstance(part.answer, Numerical):
            yield every[0], part.answer
        elif isinstance(part.answer, Grid):
            yield from zip(every, part.answer.open, strict=True)


def best(answer: Numerical, every: Iterator[Values], own: Mapping[str, Number]) -> Mark:
    """Of what can be read in several ways the best counts, then what shows a known mistake."""
    marks = [answer.mark(Written(one), own) for one in every]
    return max(marks, key=lambda one: (one.share, len(one.met)), default=UNKNOWN)


def _scored(
    data: dict[str, Any], name: str, answer: Numerical, own: dict[str, Number], heavy: Mapping[str, int]
) -> Mark:
    """The mark of one number, which is put down; later answers know it from here on."""
    mark = best(answer, _given(data, name, len(components(answer.key))), own)
    data["partial_scores"][name] = {"score": float(mark.share), "weight": heavy[name]}
    wrote = mark.given.values if isinstance(mark.given, Written) else components(answer.key)
    own.update(zip(answer.names, wrote, strict=False))
    return mark


def _given(data: Mapping[str, Any], name: str, count: int) -> Iterator[Values]:
    """Every way in which an answer can be read: first what was typed, then what PrairieLearn made of it."""
    yield from (one.values for one in readings(str(data["raw_submitted_answers"].get(name, "")), count))
    parsed = data["submitted_answers"].get(name)
    if count == 1 and isinstance(parsed, int | float | str):
        yield from (one.values for one in readings(str(parsed), 1))


def _remarks(data: Mapping[str, Any], about: str, mark: Mark) -> Iterator[dict[str, str]]:
    for one in mark.carried:
        yield {"about": about, "html": line(Text(RIGHT, {"key": _shown(one.key)}))}
    yield from (_said(data, about, met.slip) for met in mark.met)


def _shown(key: Values) -> str:
    return TERMINAL.line(written(single(key)))


def _unmatched(data: Mapping[str, Any], name: str, answer: Matching) -> Iterator[dict[str, str]]:
    """What is said about each prompt beside which something else was put."""
    given = [data["submitted_answers"].get(f"{name}-dropdown-{place}", -1) for place in range(len(answer.prompts))]
    places = tuple(map(int, given))
    if all(0 <= place < len(answer.options) for place in places):
        for met in answer.mark(Placed(places)).met:
            yield _said(data, f"{line(answer.prompts[met.place])}:", met.slip)


def _left_out(data: Mapping[str, Any], name: str, answer: Multiple) -> Iterator[dict[str, str]]:
    """What is said about right options that were not chosen; of those that were PrairieLearn says itself what is."""
    keys = [row["key"] for row in data["params"][name]]
    mark = answer.mark(Chosen(frozenset(map(keys.index, data["submitted_answers"][name]))))
    for met in mark.met:
        if met.place in mark.missed:
            yield _said(data, f"{line(answer.options[met.place].text)}:", met.slip)


def _said(data: Mapping[str, Any], about: str, slip: Slip) -> dict[str, str]:
    """A mistake's feedback as it was set when the variant was made: what is read back has lost its emphasis."""
    return {"about": about, "html": data["params"]["said"][slip.id]}
