"""How much room things surely take on paper: what is certain need not be measured, which takes as long as to set it.

Lengths are in the height of the letters, widths between the least and the most that so many characters take.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf
from typing import assert_never

from msgspec import Struct

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.model import Figure, Question
from quizgen.text.markdown import MARKDOWN

LINE, BETWEEN = 1.27, 0.23
"""From line to line, and what parts paragraphs more."""
OPTION, DISPLAY, ROW, AROUND, RULED = 1.6, 4.0, 1.3, 2.0, 1.7
"""Heights of an option's line, of mathematics on lines of its own, of a table's row, around tables and figures, and of
a line to work on."""
LEAST, MOST = 0.33, 0.6
"""Widths of a character of words."""
BOX = 2.6
"""The room of a box to tick and its letter."""
HEIGHT = re.compile(r'<svg[^>]* height="([0-9.]+)"')


class Print(Struct, frozen=True):
    """A size of letters, in points: the narrowest and the widest line of a question, in the height of its letters.

    A question that is at most so ``brief`` is not parted by a page's end; a figure is scaled by at most ``larger`` and
    to at most so many points.
    """

    size: float
    narrowest: float
    widest: float
    brief: float
    larger: float
    tallest: float


USUAL = Print(11, 32.7, 36.1, 23.9, 1, 255.2)
LARGE = Print(18, 23.7, 26.5, 29.3, 18 / 11, 311.9)
GUTTER = 18
"""Points between options beside each other, with some to spare."""
PIXEL = 0.75
"""Points."""


def columns(answer: Choice | Multiple, print_: Print) -> int | None:
    """How many options stand beside each other, None where only Typst can tell: each is one line, or all are in one."""
    bounds = [_width(MARKDOWN.line(option.text)) for option in answer.options]
    if not all(bounds):
        return None
    least, most = (max(bound[end] for bound in bounds if bound) for end in (0, 1))
    number = len(bounds)
    found = {_fitting(number, print_.widest, least, print_), _fitting(number, print_.narrowest, most, print_)}
    if len(found) > 1 or BOX + most > print_.narrowest:
        return None
    return found.pop()


def _fitting(number: int, room: float, widest: float, print_: Print) -> int:
    fitting = int(room / (BOX + widest + GUTTER / print_.size))
    return number if fitting >= number else 2 if fitting > 1 and number % 2 == 0 else 1


def _width(line: str) -> tuple[float, float] | None:
    """The least and the most that a line of Markdown takes; None where it holds mathematics or letters of elsewhere."""
    if "$" in line or not line.replace("×", "x").replace("−", "-").isascii():
        return None
    return len(line) * LEAST, len(line) * MOST


def brief(question: Question, print_: Print, working_space: int, svg: Callable[[Figure], str]) -> bool:
    """Whether the end of the stem, its figures and the answer are so short that no page's end may part them."""
    *_, end = MARKDOWN.text(question.stem).split("\n\n")
    characters = print_.narrowest / MOST
    height = BETWEEN + sum(_height(line, characters) for line in end.splitlines())
    height += sum(AROUND + _drawn(svg(one), print_) for _, one in question.drawn("stem"))
    if len(question.parts) == 1:
        height += RULED * working_space + _answered(question.parts[0].answer, characters)
    return height <= print_.brief


def _drawn(svg: str, print_: Print) -> float:
    found = HEIGHT.search(svg)
    natural = float(found[1]) * PIXEL * print_.larger if found else print_.tallest
    return min(natural, print_.tallest) / print_.size


def _height(line: str, characters: float) -> float:
    if line.startswith("$$"):
        return DISPLAY
    if line.startswith("|"):
        return ROW
    return LINE * -(-len(line) // int(characters))


def _answered(answer: Answer, characters: float) -> float:
    """At most, with what stands before it."""
    match answer:
        case Numerical():
            return AROUND + LINE
        case Choice() | Multiple():
            lines = (_height(MARKDOWN.line(one.text), characters - BOX / MOST) for one in answer.options)
            return AROUND + OPTION / LINE * sum(lines)
        case Matching() | Ordering() | Grid():
            return inf
        case _:
            assert_never(answer)
