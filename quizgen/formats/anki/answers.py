"""Where an item is answered on a card: boxes, gaps, menus, or a table of gaps, each with what is said of answers."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase
from typing import assert_never

from msgspec import Struct

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
from quizgen.model import Question
from quizgen.text import Text
from quizgen.text.joining import joined, labelling
from quizgen.text.speech import SPEECH
from quizgen.text.terminal import TERMINAL

NONE = Text("")


class Box(Struct, frozen=True):
    """An option behind its letter."""

    letter: str
    text: Text
    right: bool
    feedback: Text
    left: Text | None = None
    """What is said where it was left out."""


class Value(Struct, frozen=True):
    """Numbers that may be typed, how far each may be off, and what is said then."""

    value: str
    within: str
    right: bool
    feedback: Text


class Gap(Struct, frozen=True):
    """Where so many numbers are typed; the right ones come first."""

    count: int
    values: tuple[Value, ...]


class Line(Struct, frozen=True):
    """What a menu is about, what it has, which of that is right, and what is said of all else."""

    text: Text
    label: str
    choices: tuple[str, ...]
    right: int
    feedback: Text | None = None


class Cell(Struct, frozen=True):
    """A cell that is given, or a gap."""

    given: Text = NONE
    gap: Gap | None = None
    label: str = ""


class Row(Struct, frozen=True):
    """A row of a table."""

    heading: Text
    cells: tuple[Cell, ...]


class Asked(Struct, frozen=True, kw_only=True):
    """A part of an item on a card; ``kind`` tells its program how it is judged, ``key`` are its lines on the back."""

    letter: str = ""
    prompt: Text = NONE
    kind: str = "gaps"
    task: str = ""
    box: str = ""
    options: tuple[Box, ...] = ()
    gap: Gap | None = None
    lines: tuple[Line, ...] = ()
    order: Text | None = None
    about: Text = NONE
    corner: Text = NONE
    columns: tuple[Text, ...] = ()
    rows: tuple[Row, ...] = ()
    key: tuple[Text, ...] = ()


def asked(question: Question, words: Frame) -> list[Asked]:
    """The parts."""
    return [
        _asked(part.answer, words, question.letter(place), part.prompt) for place, part in enumerate(question.parts)
    ]


def _asked(answer: Answer, words: Frame, letter: str, prompt: Text) -> Asked:
    key = tuple(_key(answer))
    match answer:
        case Choice(options):
            boxes, task = _boxes(options, answer.correct), words.choose_one
            return Asked(letter=letter, prompt=prompt, kind="boxes", task=task, box="radio", options=boxes, key=key)
        case Multiple(options, right):
            boxes, task = _boxes(options, right), words.choose_all
            return Asked(letter=letter, prompt=prompt, kind="boxes", task=task, box="checkbox", options=boxes, key=key)
        case Numerical():
            return Asked(letter=letter, prompt=prompt, gap=_gap(answer), key=key)
        case Matching():
            return Asked(letter=letter, prompt=prompt, kind="menus", lines=tuple(_matched(answer)), key=key)
        case Ordering():
            lines, said = tuple(_ordered(answer)), answer.slip.feedback
            return Asked(letter=letter, prompt=prompt, kind="menus", lines=lines, order=said, key=key)
        case Grid(_, columns, _, corner, about):
            rows = tuple(_rows(answer))
            table = {"about": about, "corner": corner, "columns": columns, "rows": rows}
            return Asked(letter=letter, prompt=prompt, key=key, **table)  # type: ignore[arg-type]  # each by its name
        case _:
            assert_never(answer)


def _boxes(options: tuple[Option, ...], right: frozenset[int]) -> tuple[Box, ...]:
    lettered = enumerate(zip(ascii_uppercase, options, strict=False))
    return tuple(Box(letter, one.text, place in right, one.feedback, _left(one)) for place, (letter, one) in lettered)


def _left(option: Option) -> Text | None:
    return option.overlooked.feedback if option.overlooked else None


def _gap(answer: Numerical) -> Gap:
    right = _value(components(answer.key), answer.tolerance, CORRECT, right=True)
    foreseen = ((components_of(one), one) for one in answer.foreseen)
    wrong = (_value(numbers, one.tolerance, one.feedback) for numbers, one in foreseen if numbers)
    return Gap(len(components(answer.key)), (right, *wrong))


def _value(numbers: Values, within: Number, feedback: Text, *, right: bool = False) -> Value:
    return Value(" ".join(map(str, numbers)), str(within), right, feedback)


def _matched(answer: Matching) -> Iterator[Line]:
    choices = tuple(TERMINAL.line(option.text) for option in answer.options)
    for prompt, place in zip(answer.prompts, answer.places, strict=True):
        yield Line(prompt, SPEECH.line(prompt), choices, place, answer.options[place].feedback)


def _ordered(answer: Ordering) -> Iterator[Line]:
    """For each step a menu of places."""
    choices = tuple(str(place) for place in range(1, len(answer.steps) + 1))
    for shown, step in enumerate(answer.steps):
        yield Line(step, SPEECH.line(step), choices, answer.places.index(shown))


def _rows(answer: Grid) -> Iterator[Row]:
    headings = iter(map(answer.heading, range(len(answer.open))))
    for heading, cells in zip(answer.rows, answer.cells, strict=True):
        yield Row(
            heading,
            tuple(
                Cell(given=one) if isinstance(one, Text) else Cell(gap=_gap(one), label=SPEECH.line(next(headings)))
                for one in cells
            ),
        )


def _key(answer: Answer) -> Iterator[Text]:
    """The right answer in words, a line for each thing."""
    match answer:
        case Choice(options) | Multiple(options):
            for place in sorted(answer.correct):
                yield joined([Text(f"{ascii_uppercase[place]})"), options[place].text], " ")
        case Numerical():
            yield answer.key_words()
        case Matching():
            for prompt, option in answer.pairs:
                yield joined([labelling(prompt), option.text], " ")
        case Ordering(steps, places):
            for number, place in enumerate(places, start=1):
                yield joined([Text(f"{number})"), steps[place]], " ")
        case Grid():
            for place, cell in enumerate(answer.open):
                yield joined([labelling(answer.heading(place)), cell.key_words()], " ")
        case _:
            assert_never(answer)
