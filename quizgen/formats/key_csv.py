"""The keys of an exam as a table for spreadsheets: a row for each question, or for each of its parts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TypeAlias, assert_never

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Option, Ordering, Values
from quizgen.answers.keyed import letters
from quizgen.answers.values import components
from quizgen.model import Form
from quizgen.text.spreadsheet import decimal
from quizgen.text.terminal import TERMINAL

Row: TypeAlias = tuple[str, ...]
HEAD: Row = ("form", "question", "item id", "kind", "key", "letter", "points")
BETWEEN = "; "


def rows(form: Form) -> Iterator[Row]:
    """The rows of a form; ``7a`` is the first part of question 7."""
    for number, item in enumerate(form.items, start=1):
        for place, part in enumerate(item.question.parts):
            name = f"{number}{item.question.letter(place)}"
            points = decimal(item.points_of(place))
            yield form.name, name, item.id, part.answer.kind, key(part.answer), letters(part.answer), points


def key(answer: Answer) -> str:
    """What is right, in words or numbers: of a table to fill in every empty cell in the order of reading."""
    match answer:
        case Choice():
            return _offered(answer.key)
        case Multiple():
            return BETWEEN.join(map(_offered, answer.key))
        case Matching():
            return BETWEEN.join(f"{TERMINAL.line(prompt)}: {_offered(option)}" for prompt, option in answer.pairs)
        case Ordering():
            return BETWEEN.join(TERMINAL.line(answer.steps[place]) for place in answer.places)
        case Numerical():
            return _numbers(components(answer.key))
        case Grid():
            return BETWEEN.join(_numbers(components(cell.key)) for cell in answer.open)
        case _:
            assert_never(answer)


def _offered(option: Option) -> str:
    value = option.value
    return decimal(value) if isinstance(value, int | Fraction) else TERMINAL.line(option.text)


def _numbers(values: Values) -> str:
    return " × ".join(map(decimal, values))
