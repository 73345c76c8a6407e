"""How an answer is given on paper: which of the style's functions sets it, and what is said about the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_uppercase
from typing import assert_never

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.formats.keys import remarks
from quizgen.model import Question
from quizgen.text import Text
from quizgen.text.joining import joined

TALL = 12
"""A table of more rows may take more than a page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The macro of ``exam/answers.typ.j2`` that sets an answer, a word in the margin, and lines to work on.

    ``places`` are the letters that belong on the lines of a matching or ordering answer; what is ``tall`` may be
    parted by the end of a page.
    """

    macro: str
    hint: str = ""
    lines: int = 0
    places: tuple[str, ...] = ()
    tall: bool = False


def sheet(answer: Answer) -> Sheet:
    """How an answer of each kind is given."""
    match answer:
        case Choice():
            return Sheet("options", "tick one")
        case Multiple():
            return Sheet("options", "tick all that apply")
        case Numerical():
            return Sheet("written", lines=3)
        case Matching(places=places):
            return Sheet("matching", "match", places=_letters(places))
        case Ordering(places=places):
            return Sheet("ordering", "put in order", places=_letters(places))
        case Grid(rows):
            return Sheet("grid", "fill in", tall=len(rows) > TALL)
        case _:
            assert_never(answer)


def _letters(places: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(ascii_uppercase[place] for place in places)


@dataclass(frozen=True, slots=True)
class Said:
    """A row of the feedback: what it is about, the misconception's slug, and the sentence."""

    about: Text
    misconception: str
    feedback: Text


def said(question: Question) -> Iterator[Said]:
    """What is said about the other answers of all parts."""
    for one in remarks(question):
        remark = one.remark
        about = Text(remark.letter) if remark.letter else remark.about or Text("Other orders")
        shown = joined([Text(f"({one.part})"), about], " ") if one.part else about
        yield Said(shown, "" if remark.misplaced else remark.slip.id, remark.slip.feedback)
