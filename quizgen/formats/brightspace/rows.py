"""A question as rows of the table that Brightspace imports.

D2L's own sample (Sample_Question_Import_UTF8.csv) shows them. Texts are HTML where a cell beside them says so; feedback
on an option, and what is typed, are plain words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from quizgen.answers import Choice, Grid, Matching, Multiple, Numerical, Option, Ordering
from quizgen.errors import QuizgenError
from quizgen.formats.names import idnumber, name
from quizgen.formats.plain import pages, words
from quizgen.formats.plain.intervals import within
from quizgen.formats.plain.spellings import spellings
from quizgen.model import Item, Level
from quizgen.model.hints import hints

Row: TypeAlias = tuple[str, ...]
COLUMNS = 5
HTML, PLAIN, PATTERN = "HTML", "", "regexp"
DIFFICULTY: Mapping[Level, str] = {"easy": "1", "medium": "3", "hard": "5"}
DIGITS = 9
"""Decimals of points."""
FORMULA = tuple("=+-@")
JOINER = "\N{WORD JOINER}"
BOX = ("InputBox", "1", "40")
END: Row = ("",) * COLUMNS


def rows(item: Item, place: str, picture: str, language: str) -> list[Row]:
    """The question's rows; ``picture`` is the path of its picture, nothing where it has none."""
    question = item.question
    answer = question.parts[0].answer
    found: list[Row] = [
        ("NewQuestion", _kind(answer)),
        ("ID", idnumber(item)),
        ("Title", _plain(name(item, place, language))),
        ("QuestionText", pages.asked(question, language), HTML),
        ("Points", points(item.points)),
        ("Difficulty", DIFFICULTY[item.level]),
        *([("Image", picture)] if picture else []),
        *_answered(answer, item.id),
        *(("Hint", pages.text(hint), HTML) for hint in hints(question)[:1]),
        ("Feedback", pages.worked(question), HTML),
        END,
    ]
    return [(*row, *[""] * (COLUMNS - len(row))) for row in found]


def points(value: Fraction) -> str:
    """Points as a decimal; one that never ends is rounded where nobody sees it."""
    shown = round(Decimal(value.numerator) / value.denominator, DIGITS)
    return f"{shown.normalize():f}"


def _kind(answer: object) -> str:
    match answer:
        case Choice(two_sided=True):
            return "TF"
        case Choice():
            return "MC"
        case Multiple():
            return "MS"
        case Matching():
            return "M"
        case Ordering():
            return "O"
        case _:
            return "SA"


def _answered(answer: object, name: str) -> Iterator[Row]:
    match answer:
        case Choice(two_sided=True):
            yield from _sides(answer)
        case Choice():
            for place, option in enumerate(answer.options):
                yield _option("100" if place == answer.right else "0", option)
        case Multiple():
            yield ("Scoring", "AllOrNothing")
            for place, option in enumerate(answer.options):
                yield _option("1" if place in answer.right else "0", option)
        case Numerical():
            yield BOX
            yield from (("Answer", "100", spelt, PLAIN) for spelt in spellings(answer))
            if answer.tolerance and not isinstance(answer.key, tuple):
                yield ("Answer", "100", within(answer.key, answer.tolerance), PATTERN)
        case Matching():
            yield ("Scoring", "EquallyWeighted")
            yield from _matched(answer)
        case Ordering():
            yield ("Scoring", "AllOrNothing")
            yield from (("Item", pages.line(answer.steps[place]), HTML) for place in answer.places)
        case Grid() | _:
            raise QuizgenError(f"Brightspace's table has no question of several answers, as {name} is")


def _option(grade: str, option: Option) -> Row:
    return ("Option", grade, pages.line(option.text), HTML, _said(option))


def _said(option: Option) -> str:
    return _plain(words.line(option.feedback))


def _plain(said: str) -> str:
    """No spreadsheet works out what stands behind a joiner, which is not seen."""
    return f"{JOINER}{said}" if said.startswith(FORMULA) else said


def _sides(answer: Choice) -> Iterator[Row]:
    """True, then false, whatever order they are shown in elsewhere."""
    sides = {option.text.template.upper(): place for place, option in enumerate(answer.options)}
    for side in ("TRUE", "FALSE"):
        place = sides[side]
        grade = "100" if place == answer.right else "0"
        yield (side, grade, _said(answer.options[place]))


def _matched(answer: Matching) -> Iterator[Row]:
    for number, prompt in enumerate(answer.prompts, start=1):
        yield ("Choice", str(number), pages.line(prompt), HTML)
    numbers = {place: str(number) for number, place in enumerate(answer.places, start=1)}
    for place, option in enumerate(answer.options):
        yield ("Match", numbers[place], pages.line(option.text), HTML)
