"""Answers to a question as a student would send them to PrairieLearn, and what quizgen's own marks say of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from fractions import Fraction
from string import ascii_lowercase
from typing import Any

from quizgen.answers import Chosen, Filled, Given, Grid, Mark, Matching, Number, Numerical, Ordering, Placed, Written
from quizgen.answers.values import Values, components
from quizgen.model import Question
from quizgen.text.course import COURSE


def right(question: Question) -> list[Given]:
    """The right answer to each part."""
    return [part.answer.samples().right[0] for part in question.parts]


def wrong(question: Question, place: int) -> Iterator[list[Given]]:
    """All right but one part, which is wrong in every way of which it has a sample; blanks are not sent."""
    for given in question.parts[place].answer.samples().wrong:
        blank = given is None or (isinstance(given, Filled) and None in given.cells)
        if not blank:
            yield [*right(question)[:place], given, *right(question)[place + 1 :]]


def name(question: Question, place: int) -> str:
    """What the part's answer is called."""
    letter = question.letter(place)
    return f"answer_{letter}" if letter else "answer"


def sent(question: Question, answers: Sequence[Given], params: dict[str, Any]) -> dict[str, Any]:
    """The form's fields."""
    fields: dict[str, Any] = {}
    for place, (part, given) in enumerate(zip(question.parts, answers, strict=True)):
        own = name(question, place)
        match given:
            case Chosen(places):
                letters = [ascii_lowercase[one] for one in sorted(places)]
                fields[own] = letters[0] if part.answer.kind == "choice" else letters
            case Placed(places) if isinstance(part.answer, Matching):
                fields |= {f"{own}-dropdown-{prompt}": str(one) for prompt, one in enumerate(places)}
            case Placed(places):
                fields[f"{own}-input"] = json.dumps([params[own][one] for one in places])
            case Written(values):
                fields[own] = typed(values)
            case Filled(cells):
                every = enumerate(cells, start=1)
                fields |= {f"{own}_{number}": typed(cell.values) for number, cell in every if cell}
            case None:
                raise ValueError("nothing is sent")
    return fields


def typed(values: Values) -> str:
    """Numbers as somebody types them."""
    return " x ".join(_number(one) for one in values)


def _number(value: Number) -> str:
    exact = Fraction(value)
    if exact.denominator == 1:
        return str(exact.numerator)
    scaled = exact * 10**12
    return repr(float(exact)) if scaled.denominator == 1 else f"{exact.numerator}/{exact.denominator}"


def can_be_sent(question: Question, fields: dict[str, Any]) -> bool:
    """Whether each number can be typed where it has to go: no fraction where whole numbers are asked."""
    whole = {own for own, answer in numbers(question) if _is_whole(answer)}
    return not any(own in fields and not fields[own].lstrip("-").isdigit() for own in whole)


def numbers(question: Question) -> Iterator[tuple[str, Numerical]]:
    """Each number that is to be written, by its name."""
    for place, part in enumerate(question.parts):
        own = name(question, place)
        if isinstance(part.answer, Numerical):
            yield own, part.answer
        elif isinstance(part.answer, Grid):
            yield from ((f"{own}_{number}", cell) for number, cell in enumerate(part.answer.open, start=1))


def _is_whole(answer: Numerical) -> bool:
    key = components(answer.key)
    return len(key) == 1 and not answer.tolerance and Fraction(key[0]).denominator == 1


def marked(question: Question, answers: Sequence[Given]) -> list[Mark]:
    """What quizgen says of each part; later ones are held against what was written before."""
    own: dict[str, Number] = {}
    marks = []
    for part, given in zip(question.parts, answers, strict=True):
        marks.append(part.answer.mark(given, own))
        wrote = [one for one in _written(given) if one is not None]
        own.update(zip(part.names, [number for one in wrote for number in one.values], strict=False))
    return marks


def _written(given: Given) -> tuple[Written | None, ...]:
    match given:
        case Filled(cells):
            return cells
        case Written():
            return (given,)
        case _:
            return ()


def score(question: Question, marks: Sequence[Mark]) -> float:
    """The share of the whole."""
    won = sum((part.points * mark.share for part, mark in zip(question.parts, marks, strict=True)), Fraction(0))
    return float(won / question.points)


def feedback(question: Question, marks: Sequence[Mark]) -> list[str]:
    """What has to be said of mistakes, where no option says it beside itself; an id has one sentence."""
    told = {one.slip.id: COURSE.line(one.feedback) for one in question.options if one.slip}
    said = []
    for part, mark in zip(question.parts, marks, strict=True):
        if isinstance(part.answer, Numerical | Grid | Matching | Ordering):
            said += [told[met.slip.id] for met in mark.met]
    return said
