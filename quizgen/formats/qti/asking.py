"""What of an answer is shown: interactions with what is on offer, and tables with boxes in them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from string import ascii_uppercase
from typing import assert_never

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.answers.values import components
from quizgen.formats.frames import Frame
from quizgen.formats.qti import marking
from quizgen.formats.qti.builder import Builder
from quizgen.formats.qti.model import NOTHING, Asked, Board, Cell, Entry, Pick, Row
from quizgen.formats.qti.weights import steps
from quizgen.formats.shuffling import may_shuffle
from quizgen.text import Text
from quizgen.text.joining import joined
from quizgen.text.speech import SPEECH


class Asker:
    """Makes interactions, and puts into ``to`` what belongs to them; ``wrong`` is what a wrong option costs."""

    def __init__(self, to: Builder, words: Frame, wrong: Fraction, *, shuffle: bool) -> None:
        self._to = to
        self._words = words
        self._wrong = wrong
        self._shuffle = shuffle

    def asked(self, answer: Answer, unit: int) -> Asked:
        """The interaction for an answer, each step of which is worth so many units."""
        to, words = self._to, self._words
        match answer:
            case Choice(options) | Multiple(options):
                return self._options(answer, unit)
            case Numerical():
                return Asked("entries", entries=self._entries(answer, unit, words.answer))
            case Matching(prompts, options):
                above = [f"P{number}" for number in range(1, len(prompts) + 1)]
                ids = _letters(len(options))
                name = marking.matched(answer, above, ids, unit, to)
                picks = _picks(ids, [option.text for option in options])
                return Asked("match", name, words.choose_each, picks, _picks(above, prompts), shuffled=self._shuffle)
            case Ordering(shown):
                ids = _letters(len(shown))
                name = marking.ordered(answer, ids, unit, to)
                return Asked("order", name, _capital(words.put_in_order), _picks(ids, shown))
            case Grid():
                return Asked("board", board=self._board(answer, unit))
            case _:
                assert_never(answer)

    def _options(self, answer: Choice | Multiple, unit: int) -> Asked:
        ids = _letters(len(answer.options))
        picks = _picks(ids, [option.text for option in answer.options])
        words, shuffled = self._words, self._shuffle and may_shuffle(answer)
        if isinstance(answer, Choice):
            name = marking.chosen(answer, ids, unit, self._wrong, self._to)
            return Asked("choice", name, words.choose_one, picks, shuffled=shuffled)
        name = marking.several(answer, ids, unit, steps(answer, self._wrong), self._to)
        return Asked("choice", name, words.choose_all, picks, most=0, shuffled=shuffled)

    def _entries(self, answer: Numerical, unit: int, label: str, where: Text = NOTHING) -> tuple[Entry, ...]:
        names = marking.written(answer, unit, self._to, where)
        if len(names) == 1:
            return (Entry(names[0], label),)
        return tuple(Entry(name, f"{label} {number}") for number, name in enumerate(names, start=1))

    def _board(self, grid: Grid, unit: int) -> Board:
        rows = tuple(
            Row(
                heading,
                tuple(
                    self._cell(cell, heading, column, unit) for cell, column in zip(cells, grid.columns, strict=True)
                ),
                tuple(cell if isinstance(cell, Text) else cell.key_words() for cell in cells),
            )
            for heading, cells in zip(grid.rows, grid.cells, strict=True)
        )
        return Board(grid.about, grid.corner, grid.columns, rows)

    def _cell(self, cell: Text | Numerical, row: Text, column: Text, unit: int) -> Cell:
        if isinstance(cell, Text):
            return Cell(cell)
        where = joined([row, column])
        return Cell(entries=self._entries(cell, unit, SPEECH.line(where), where))


def numbers(answer: Answer) -> int:
    """How many numbers are typed."""
    cells = answer.open if isinstance(answer, Grid) else (answer,) if isinstance(answer, Numerical) else ()
    return sum(len(components(cell.key)) for cell in cells)


def _letters(count: int) -> Sequence[str]:
    return [ascii_uppercase[place] for place in range(count)]


def _picks(ids: Sequence[str], texts: Sequence[Text]) -> tuple[Pick, ...]:
    return tuple(Pick(one, text) for one, text in zip(ids, texts, strict=True))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
