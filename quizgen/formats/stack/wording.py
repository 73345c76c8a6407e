"""What two questions have to share so that they are variants of one: their words, apart from the numbers in them."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from quizgen.answers import Grid
from quizgen.formats.fingerprint import fingerprint
from quizgen.model import Question
from quizgen.text import Filling, Table, Text
from quizgen.text.castext import CASTEXT
from quizgen.text.printer import decimals

NUMBER = re.compile(r"(?<![\w.,])(?:0|[1-9]\d*)(?![\w]|[.,]\d)")
"""A whole number among words, unless it is a part of a name, of a decimal, or of digits in groups."""
Skeleton: TypeAlias = Hashable


def texts(question: Question) -> Iterator[Text]:
    """All that is said about the numbers: the stem, prompts and solutions."""
    yield question.stem
    for part in question.parts:
        yield part.prompt
        yield from part.solution
        if isinstance(part.answer, Grid):
            yield from headings(part.answer)


def headings(grid: Grid) -> Iterator[Text]:
    """All that a table says: what it is about, its corner, its headings, and the cells that are given."""
    yield from (grid.about, grid.corner, *grid.columns, *grid.rows)
    yield from (cell for row in grid.cells for cell in row if isinstance(cell, Text))


def wording(question: Question) -> str:
    """A digest of what texts and figures say apart from their numbers."""
    figures = tuple((figure.kind, figure.place) for figure in question.figures)
    return fingerprint(repr((question.signed, figures, *map(_text, texts(question)))), 10)


def _text(text: Text) -> Skeleton:
    guarded = _guarded(text.template)
    holes = sorted(text.values.items(), key=lambda hole: hole[0])
    return (text.template, tuple((name, filling(value, guarded=name in guarded)) for name, value in holes))


@lru_cache(maxsize=1024)
def _guarded(template: str) -> frozenset[str]:
    """The holes after a sign."""
    return frozenset(name for name, place, _ in CASTEXT.whole_pattern(template).gaps if place == "guarded")


def filling(value: Filling, *, guarded: bool = False) -> Skeleton:
    """What stands in a hole apart from its numbers; after a sign, whether it is below zero."""
    match value:
        case int() | Fraction():
            fraction = isinstance(value, Fraction) and decimals(value) is None
            return ("fraction" if fraction else "number", guarded and value < 0)
        case str():
            return words(value)
        case Table(header, rows, caption):
            return (tuple(map(words, header)), tuple(tuple(map(words, row)) for row in rows), caption)


def words(text: str) -> tuple[str, ...]:
    """Words without the numbers between them."""
    return tuple(NUMBER.split(text))
