"""Several numbers asked for in one text: Blackboard's question with blanks, which are names in brackets.

A bracket in any other place would be taken for a blank, so that it is written as the character's number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from markupsafe import Markup
from msgspec import Struct

from quizgen.answers import Grid, Numerical
from quizgen.answers.tables import table
from quizgen.errors import QuizgenError
from quizgen.formats.plain import pages
from quizgen.formats.plain.spellings import spellings
from quizgen.model import Question
from quizgen.templating import UNICODE_HTML, Templates
from quizgen.text import Text

OPEN, CLOSE = "\ue000", "\ue001"
"""Stand for the brackets of a blank until all others are written otherwise."""
NOTHING = Text("")


class Part(Struct, frozen=True):
    """A part with its blank, or its table with several; each is empty where it is not wanted."""

    letter: str
    prompt: Text
    gap: str
    grid: Text


class Gapped(Struct, frozen=True):
    """What is asked, as markup, and the parts."""

    asked: Markup
    parts: list[Part]


def blanks(question: Question) -> Sequence[Numerical]:
    """What is to be written; nothing where anything else than numbers and shapes is asked for."""
    answers = [part.answer for part in question.parts]
    if not all(isinstance(answer, Numerical | Grid) for answer in answers):
        return ()
    return question.numericals


def gapped(question: Question, language: str) -> tuple[str, list[tuple[str, tuple[str, ...]]]]:
    """The text with its blanks, and for each of these its name and what is right."""
    asked = Markup(pages.asked(question, language))  # noqa: S704 - printers escape
    found = Gapped(asked, list(_parts(question)))
    shown = pages.one_line(Templates(UNICODE_HTML).render("unicode-html/gaps.html.j2", q=found))
    text = shown.replace("[", "&#91;").replace(OPEN, "[").replace(CLOSE, "]")
    return text, [(_name(number), spellings(one)) for number, one in enumerate(question.numericals)]


def _parts(question: Question) -> Iterator[Part]:
    number = 0
    for place, part in enumerate(question.parts):
        letter = question.letter(place)
        match part.answer:
            case Numerical():
                yield Part(letter, part.prompt, _gap(number), NOTHING)
                number += 1
            case Grid() as grid:
                filled = table(grid, partial(_cell, number))
                yield Part(letter, part.prompt, "", Text("{grid}", {"grid": filled}))
                number += len(grid.open)
            case _:
                raise QuizgenError(f"{question.id} asks for more than numbers, and Blackboard's blanks take words only")


def _cell(begin: int, cell: int, _: Numerical) -> str:
    return _gap(begin + cell)


def _gap(number: int) -> str:
    return f"{OPEN}{_name(number)}{CLOSE}"


def _name(number: int) -> str:
    return f"x{number + 1}"
