"""How an answer is given on paper: which of the style's functions sets it, and what is said about the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_uppercase
from typing import assert_never

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.formats.frames import Frame
from quizgen.formats.keys import PartRemark, remarks
from quizgen.model import Question
from quizgen.text import Text
from quizgen.text.joining import joined
from quizgen.text.markdown import MARKDOWN

TALL = 12
"""A table of more rows may take more than a page."""
LOW, NARROW = 14, 55
"""So many lines are less than what a page's end may part, and so many characters stand on one of the shortest."""
OPTION, DISPLAY = 1.5, 3
"""How many lines an option's line and a line of mathematics by itself are high, at most."""

BESIDE, DIGITS = 4, re.compile("[0-9.,−-]{1,8}")
"""So many numbers of so few digits stand beside each other, whatever paper and part they are on."""
LABEL = 8
"""Characters of what stands before a remark and leaves it most of a line."""


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


@dataclass(frozen=True, slots=True)
class Said:
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
    """The same as words where it is a number so short that nobody need measure it."""
    if isinstance(about, Text) and DIGITS.fullmatch(words := MARKDOWN.line(about)):
        return words
    return about


def brief(question: Question) -> bool:
    """Whether a question is so short that no page's end may part it: words and what is ticked, without a figure.

    To measure one takes Typst as long as to set it.
    """
    answer = question.parts[0].answer
    if len(question.parts) > 1 or not isinstance(answer, Choice | Multiple | Numerical):
        return False
    if any(figure.place == "stem" for figure in question.figures):
        return False
    height: float = sum(map(_height, MARKDOWN.text(question.stem).splitlines()))
    if not isinstance(answer, Numerical):
        height += OPTION * sum(_height(MARKDOWN.line(option.text)) for option in answer.options)
    return height <= LOW


def narrow(answer: Choice | Multiple) -> bool:
    """Whether options stand beside each other without being measured, in print that is not large."""
    return len(answer.options) <= BESIDE and all(DIGITS.fullmatch(MARKDOWN.line(one.text)) for one in answer.options)


def labelled(every: Sequence[Said]) -> bool:
    """Whether remarks stand beside what they are about without that being measured."""
    return all(isinstance(one.about, str) and len(one.about) <= LABEL for one in every)


def _height(line: str) -> int:
    """How many lines on paper one of Markdown takes, at most."""
    return (DISPLAY if line.startswith("$$") else 1) * -(-len(line) // NARROW)
