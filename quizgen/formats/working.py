"""Room to work something out, and the table in which its points are written down."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from quizgen.formats.frames import Frame
from quizgen.formats.typst.parts import sheet
from quizgen.model import IN_WORDS, Form, Item, Sitting

COLUMNS = 11
"""Questions that stand beside each other in a table of points."""


def lines(item: Item, place: int, sitting: Sitting, words: Frame) -> int:
    """Lines to work on below a part: as many as the exam has for each, where something is worked out."""
    if len(item.question.parts) == 1:
        return 0 if item.question.asks == IN_WORDS else sitting.working_space
    usual = sheet(item.question.parts[place].answer, words).lines
    return sitting.working_space or usual if usual else 0


def points_rows(form: Form, words: Frame) -> Iterator[tuple[tuple[str, str], ...]]:
    """The table's columns in rows of so many: what a question is called and what it is worth, then all of them."""
    each = [(str(number), words.number(item.points)) for number, item in enumerate(form.items, start=1)]
    total = (words.total, words.number(sum((item.points for item in form.items), Fraction(0))))
    columns = (*each, total)
    for start in range(0, len(columns), COLUMNS):
        yield columns[start : start + COLUMNS]
