"""The HTML of a question: its stem with gaps, its worked solution, and what is said about foreseen wrong answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from msgspec import Struct

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.answers.values import components
from quizgen.formats.frames import Frame
from quizgen.formats.keys import remarks_on
from quizgen.model import Part, Question
from quizgen.templating import CANVAS, Templates
from quizgen.text import Text

GAP = "gap"


class Drawing(Struct, frozen=True):
    """A figure by the name of its file, in words, and how wide it is on a screen."""

    name: str
    alt: Text
    width: int


class Cell(Struct, frozen=True):
    """What a table gives, or the names of the gaps that are to be filled; with its key in the solution."""

    given: Text | None
    gaps: tuple[str, ...]
    key: Text


class Board(Struct, frozen=True):
    """A table to fill in."""

    about: Text
    corner: Text
    columns: tuple[Text, ...]
    rows: tuple[tuple[Text, tuple[Cell, ...]], ...]


class Shown(Struct, frozen=True):
    """A part: its letter where there are several, what it asks, its gaps or table, and how it is worked."""

    letter: str
    prompt: Text
    gaps: tuple[str, ...]
    board: Board | None
    solution: tuple[Text, ...]


class Remark(Struct, frozen=True):
    """What is said about a wrong answer: to which part it is one, and what it is."""

    letter: str
    about: Text | None
    words: Text


def prefix(question: Question) -> str:
    """How the names of gaps begin, so that no name stands in a text of the question."""
    found = GAP
    texts = (question.stem, *(part.prompt for part in question.parts))
    printed = "".join(CANVAS.printer.text(text) for text in texts)
    while f"[{found}" in printed:
        found += "-"
    return found


def shown(question: Question, places: Sequence[int], begin: str, *, gaps: bool) -> Iterator[Shown]:
    """The parts in these places, and the gaps that are filled in them, if they have any there."""
    names = (f"{begin}{number}" for number in range(1, 1 << 20))
    for place in places:
        part, letter = question.parts[place], question.letter(place)
        yield _gapped(letter, part, names) if gaps else Shown(letter, part.prompt, (), None, part.solution)


def _gapped(letter: str, part: Part, names: Iterator[str]) -> Shown:
    match part.answer:
        case Numerical(key=key):
            own = tuple(name for _, name in zip(components(key), names, strict=False))
            return Shown(letter, part.prompt, own, None, part.solution)
        case Grid() as grid:
            return Shown(letter, part.prompt, (), _board(grid, names), part.solution)
        case Choice() | Multiple() | Matching() | Ordering():
            return Shown(letter, part.prompt, (), None, part.solution)
        case unknown:
            assert_never(unknown)


def _board(grid: Grid, names: Iterator[str]) -> Board:
    def cell(one: Text | Numerical) -> Cell:
        if isinstance(one, Text):
            return Cell(one, (), one)
        return Cell(None, tuple(next(names) for _ in components(one.key)), one.key_words())

    rows = tuple((head, tuple(map(cell, row))) for head, row in zip(grid.rows, grid.cells, strict=True))
    return Board(grid.about, grid.corner, grid.columns, rows)


def remarks(question: Question, places: Sequence[int]) -> Iterator[Remark]:
    """What is said after a wrong answer for which Canvas has no place of its own."""
    for place in places:
        for about, words in _said(question.parts[place].answer):
            yield Remark(question.letter(place), about, words)


def _said(answer: Answer) -> Iterator[tuple[Text | None, Text]]:
    """Of options each has its own feedback; of pairs each but what belongs to none."""
    match answer:
        case Matching():
            extra = (option for place, option in enumerate(answer.options) if place not in answer.correct)
            yield from ((option.text, option.feedback) for option in extra)
        case Numerical() | Grid() | Ordering():
            yield from ((remark.about, remark.slip.feedback) for remark in remarks_on(answer))
        case Choice() | Multiple():
            return
        case unknown:
            assert_never(unknown)


class Page(Struct, frozen=True):
    """Templates of HTML with the frame's words; a question in another language than these says so."""

    words: Frame
    language: str

    def rendered(self, template: str, **data: object) -> str:
        """A template's HTML."""
        told = {"words": self.words, "language": self.language, **data}
        return Templates(CANVAS).render(f"qti12/{template}.html.j2", **told).strip()

    def wrong(self, remarks: Sequence[Remark]) -> str:
        """What is said about wrong answers, nothing where nothing is: a list of those that are named."""
        named = [remark for remark in remarks if remark.about]
        return self.rendered("wrong", remarks=remarks, listed=named) if remarks else ""
