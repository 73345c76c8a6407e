"""Answers that are written: numbers and shapes, and the cells of tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import click

from quizgen.answers import Filled, Grid, Mark, Number, Numerical, Written
from quizgen.answers.marks import UNKNOWN
from quizgen.answers.values import components
from quizgen.cli import screen
from quizgen.cli.errors import shortened
from quizgen.cli.talk.console import PROMPT, Words
from quizgen.cli.talk.exchange import Blank, Exchange
from quizgen.study.replies import of_number
from quizgen.study.understanding import understood
from quizgen.study.wording import SHOWN, wording
from quizgen.text import Text


def ask(exchange: Exchange, place: int, asked: Numerical) -> None:
    """Has a number or a shape written."""
    exchange.tell(f"Type {wording(asked).wish}")
    tries = exchange.tries
    known = dict(tries.own)

    def keep(wrote: Written) -> None:
        tries.given[place] = wrote
        tries.own.update(zip(asked.names, wrote.values, strict=False))

    def reply(mark: Mark) -> Text:
        return of_number(exchange.question, place, known, mark.given)

    tries.own.update(zip(asked.names, components(asked.key), strict=False))
    read = partial(_read, exchange, asked, known, partial(str, PROMPT))
    blank = Blank(read, partial(_marked, asked, known), keep, reply)
    if first := exchange.fill(blank, whole=exchange.single):
        tries.before[place] = first


def fill(exchange: Exchange, place: int, grid: Grid) -> None:
    """Has each open cell filled, row by row; a cell may be left open."""
    kinds = " or ".join(dict.fromkeys(wording(cell, *grid.open).wish for cell in grid.open))
    table = _Table(exchange, place, grid)
    for number in range(len(grid.open)):
        exchange.tell(f"Fill in the table cell by cell: type {kinds}", unknown="to leave a cell open")
        table.fill(number)


class _Table:
    """A table that is being filled in; whatever is written counts at once."""

    def __init__(self, exchange: Exchange, place: int, grid: Grid) -> None:
        self._exchange, self._place, self._grid = exchange, place, grid
        self._before = dict(exchange.tries.own)
        self._cells: list[Written | None] = [None] * len(grid.open)
        self._first = [UNKNOWN] * len(grid.open)
        self._wrong = False

    def fill(self, number: int) -> None:
        """Has one cell filled."""
        cell, own = self._grid.open[number], self._exchange.tries.own
        known = dict(own)
        own.update(zip(cell.names, components(cell.key), strict=False))
        prompt = partial(_heading, self._grid.heading(number))
        read = partial(_read, self._exchange, cell, known, prompt)
        reply = partial(self._reply, number)
        blank = Blank(read, partial(_marked, cell, known), partial(self._keep, number, known), reply)
        if self._exchange.fill(blank):
            self._wrong = True
            self._note()

    def _keep(self, number: int, known: Mapping[str, Number], wrote: Written) -> None:
        cell = self._grid.open[number]
        if self._cells[number] is None:
            self._first[number] = cell.mark(wrote, known)
        self._cells[number] = wrote
        self._exchange.tries.own.update(zip(cell.names, wrote.values, strict=False))
        self._note()

    def _note(self) -> None:
        self._exchange.tries.given[self._place] = Filled(tuple(self._cells))
        if self._wrong:
            self._exchange.tries.before[self._place] = self._grid.gathered(self._first)

    def _reply(self, number: int, mark: Mark) -> Text:
        del mark
        return of_number(self._exchange.question, self._place, self._before, Filled(tuple(self._cells)), number)


def _marked(asked: Numerical, known: Mapping[str, Number], wrote: Written) -> Mark:
    return asked.mark(wrote, known)


def _read(exchange: Exchange, asked: Numerical, known: Mapping[str, Number], prompt: Words) -> Written | None:
    console = exchange.console
    while (text := exchange.line(prompt)) is not None:
        if reading := understood(text, asked, known):
            console.keep(partial(_typed, prompt, text))
            if not reading.plain:
                console.say(partial(str, f"Read as {screen.ungrouped(reading.values)}."))
            return Written(reading.values)
        console.say(partial(_refused, asked, text))
    return None


def _refused(asked: Numerical, text: str) -> str:
    return screen.wrapped(wording(asked).refused(text, len(components(asked.key)), shortened(text, SHOWN)))


def _typed(prompt: Words, text: str) -> str:
    return f"{prompt()}{text}"


def _heading(heading: Text) -> str:
    """What stands before a cell of a table is typed."""
    return click.style(screen.cell(heading), dim=True)
