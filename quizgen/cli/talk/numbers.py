"""Answers that are written: numbers and shapes, and the cells of tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import click

from quizgen.answers import Filled, Grid, Mark, Number, Numerical, Written
from quizgen.answers.marks import UNKNOWN
from quizgen.answers.values import components
from quizgen.cli import screen
from quizgen.cli.talk.console import PROMPT
from quizgen.cli.talk.exchange import Blank, Exchange
from quizgen.cli.talk.replies import not_yet
from quizgen.cli.talk.understanding import understood
from quizgen.cli.talk.wishes import wording
from quizgen.text import Text


def ask(exchange: Exchange, asked: Numerical, keep: Callable[[Written], None], *, whole: bool) -> Mark | None:
    """Has a number or a shape written, and says how that is done; the mark of a wrong first try."""
    exchange.tell(f"Type {wording(asked).wish}")
    return _written(exchange, asked, keep, whole=whole)


def fill(exchange: Exchange, grid: Grid, keep: Callable[[Filled, Mark | None], None]) -> None:
    """Has each open cell filled, row by row; a cell may be left open.

    Whatever is written is kept at once, with the mark of the table at first tries where one of them was wrong.
    """
    kinds = " or ".join(dict.fromkeys(wording(cell, *grid.open).wish for cell in grid.open))
    wish = f"Fill in the table cell by cell: type {kinds}"
    cells: list[Written | None] = [None] * len(grid.open)
    marks = [UNKNOWN] * len(grid.open)
    wrong = False

    def filled(place: int, cell: Numerical, known: Mapping[str, Number], wrote: Written) -> None:
        cells[place] = wrote
        if not marks[place].given:
            marks[place] = cell.mark(wrote, known)
        keep(Filled(tuple(cells)), grid.gathered(marks) if wrong else None)

    for place, cell in enumerate(grid.open):
        exchange.tell(wish, unknown="to leave a cell open")
        known = dict(exchange.tries.own)
        heading = partial(_heading, grid.heading(place))
        first = _written(exchange, cell, partial(filled, place, cell, known), heading)
        if first:
            wrong = True
            keep(Filled(tuple(cells)), grid.gathered(marks))


def _written(
    exchange: Exchange,
    asked: Numerical,
    keep: Callable[[Written], None],
    prompt: Callable[[], str] = lambda: PROMPT,
    *,
    whole: bool = False,
) -> Mark | None:
    own = exchange.tries.own
    known = dict(own)

    def kept(wrote: Written) -> None:
        own.update(zip(asked.names, wrote.values, strict=False))
        keep(wrote)

    own.update(zip(asked.names, components(asked.key), strict=False))
    read = partial(_read, exchange, asked, known, prompt)
    return exchange.fill(Blank(read, lambda wrote: asked.mark(wrote, known), kept, partial(not_yet, asked)), whole=whole)


def _read(
    exchange: Exchange, asked: Numerical, known: Mapping[str, Number], prompt: Callable[[], str]
) -> Written | None:
    console = exchange.console
    while (text := exchange.line(prompt)) is not None:
        if reading := understood(text, asked, known):
            console.keep(partial(_typed, prompt, text))
            if not reading.plain:
                console.say(partial(str, f"Read as {screen.ungrouped(reading.values)}."))
            return Written(reading.values)
        console.say(partial(screen.wrapped, wording(asked).refused(text, len(components(asked.key)))))
    return None


def _typed(prompt: Callable[[], str], text: str) -> str:
    return f"{prompt()}{text}"


def _heading(heading: Text) -> str:
    """What stands before a cell of a table is typed."""
    return click.style(screen.cell(heading), dim=True)
