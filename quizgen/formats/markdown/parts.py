"""How a part of a question is asked in Markdown: what to do, what is on offer, where to write."""

from __future__ import annotations

from fractions import Fraction
from string import ascii_uppercase
from typing import assert_never

from msgspec import Struct

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Option, Ordering
from quizgen.answers.tables import keys, table
from quizgen.formats.frames import Frame
from quizgen.model import Item
from quizgen.text import Text

BLANK = "____"


class Sheet(Struct, frozen=True):
    """What a reader finds below the question.

    ``task`` says what to do, ``gap`` asks for a number to be written, ``order`` for so many letters. ``grid`` is the
    table to fill in.
    """

    task: str = ""
    prompts: tuple[Text, ...] = ()
    options: tuple[tuple[str, Option], ...] = ()
    gap: bool = False
    order: int = 0
    grid: Text | None = None


class PartSheet(Struct, frozen=True):
    """One part: its letter and points where there are several, its prompt and where it is answered; worked, too."""

    letter: str
    points: str
    prompt: Text
    answer: Answer
    sheet: Sheet
    solution: tuple[Text, ...]
    filled: Text | None


def parts(item: Item, words: Frame) -> list[PartSheet]:
    """The parts of an item."""
    question = item.question
    several = len(question.parts) > 1
    return [
        PartSheet(
            question.letter(place),
            worth(item.points_of(place), words) if several else "",
            part.prompt,
            part.answer,
            sheet(part.answer, words),
            part.solution,
            _filled(part.answer),
        )
        for place, part in enumerate(question.parts)
    ]


def sheet(answer: Answer, words: Frame) -> Sheet:
    """Where an answer of each kind is given."""
    match answer:
        case Choice(options):
            return Sheet(f"{words.choose_one}:", options=lettered(options))
        case Multiple(options):
            return Sheet(f"{words.choose_all}:", options=lettered(options))
        case Numerical():
            return Sheet(gap=True)
        case Matching(prompts, options):
            return Sheet(f"{words.write_letters}:", prompts, lettered(options))
        case Ordering(steps):
            return Sheet(f"{words.write_order}:", options=lettered(answer.options), order=len(steps))
        case Grid():
            return Sheet(grid=Text("{grid}", {"grid": table(answer, lambda *_: BLANK)}))
        case _:
            assert_never(answer)


def lettered(options: tuple[Option, ...]) -> tuple[tuple[str, Option], ...]:
    """Each option behind its letter."""
    return tuple(zip(ascii_uppercase, options, strict=False))


def _filled(answer: Answer) -> Text | None:
    """A grid with its keys."""
    return Text("{grid}", {"grid": table(answer, keys)}) if isinstance(answer, Grid) else None


def worth(value: Fraction, words: Frame) -> str:
    """`` (2 points)``."""
    return f" ({words.points_of(value)})"
