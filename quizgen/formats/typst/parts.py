"""How an answer is given on paper: which of the style's functions sets it, and what is said about the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_uppercase
from typing import assert_never

from msgspec import Struct

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.formats.frames import Frame
from quizgen.formats.keys import PartRemark, remarks
from quizgen.model import Question
from quizgen.text import Text
from quizgen.text.joining import joined
from quizgen.text.markdown import MARKDOWN

TALL = 12
"""A table of more rows may take more than a page."""
SHORT = re.compile("[A-Z]|[0-9.,−-]{1,8}")
"""What stands before a remark and leaves it most of a line."""


class Sheet(Struct, frozen=True):
    """The macro of ``exam/answers.typ.j2`` that sets an answer, a word in the margin, and lines to work on.

    ``places`` are the letters that belong on the lines of a matching or ordering answer; what is ``tall`` may be
    parted by the end of a page.
    """

    macro: str
    hint: str = ""
    lines: int = 0
    places: tuple[str, ...] = ()
    tall: bool = False


def sheet(answer: Answer, words: Frame) -> Sheet:
    """How an answer of each kind is given, in the frame's words."""
    match answer:
        case Choice():
            return Sheet("options", words.tick_one)
        case Multiple():
            return Sheet("options", words.tick_all)
        case Numerical():
            return Sheet("written", lines=3)
        case Matching(places=places):
            return Sheet("matching", words.match, places=_letters(places))
        case Ordering(places=places):
            return Sheet("ordering", words.put_in_order, places=_letters(places))
        case Grid(rows):
            return Sheet("grid", words.fill_in, tall=len(rows) > TALL)
        case _:
            assert_never(answer)


def _letters(places: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(ascii_uppercase[place] for place in places)


class Said(Struct, frozen=True):
    """A row of the feedback: what it is about, the misconception's slug, and the sentence."""

    about: Text | str
    misconception: str
    feedback: Text


def said(question: Question, words: Frame) -> Iterator[Said]:
    """What is said about the other answers of all parts."""
    for one in remarks(question):
        slip = one.remark.slip
        yield Said(_short(_about(one, words)), "" if one.remark.misplaced else slip.id, slip.feedback)


def _about(one: PartRemark, words: Frame) -> Text | str:
    """A letter, or what has none, after its part where there are several."""
    remark = one.remark
    about = remark.letter or remark.about or words.other_orders
    if not one.part:
        return about
    return joined([Text(f"({one.part})"), Text(about) if isinstance(about, str) else about], " ")


def _short(about: Text | str) -> Text | str:
    """Words where it is a letter or a number, whose width on paper is known; else a text."""
    shown = about if isinstance(about, str) else MARKDOWN.line(about)
    if SHORT.fullmatch(shown):
        return shown
    return Text(about) if isinstance(about, str) else about
