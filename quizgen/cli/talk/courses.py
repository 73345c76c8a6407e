"""What a quiz asks: today's plan, or what somebody names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import click
from msgspec import Struct
from msgspec.structs import replace

from quizgen.asking.source import Source, usual_kind
from quizgen.cli import clock, plugins, zones
from quizgen.cli.options import left_out
from quizgen.cli.requests import ALL, Request, left_open
from quizgen.model import LEVELS, Question
from quizgen.study.log.events import Mode

if TYPE_CHECKING:
    from quizgen.blueprint.cells import Cell
    from quizgen.cli.record import Record
    from quizgen.study.plan.day import Day
    from quizgen.study.plan.state import State


class Course(Struct, frozen=True):
    """So many questions, and more for those that prove faulty, of sources by their ids.

    ``first_line`` comes before the first.
    """

    questions: Iterator[Question]
    number: int
    sources: Mapping[str, Source]
    mode: Mode
    seed: str
    first_line: str = ""


def named(ctx: click.Context, names: tuple[str, ...], request: Request) -> Course:
    """Practice of what is named, or of everything; raises UsageError where there are not so many questions."""
    from quizgen.blueprint.spread import questions

    wished = names or (() if request.network else (ALL,))
    wish = request.wish(ctx, request.sources(wished), wished)
    sources = {cell.source.id: cell.source for cell in wish.cells}
    return Course(questions(wish), wish.number, sources, "practice", wish.seed)


def of_today(ctx: click.Context, request: Request, record: Record) -> Course:
    """The plan of the day: of as many questions, levels and kinds as wished; raises UsageError where none can be."""
    from quizgen import catalog
    from quizgen.blueprint.spread import askable
    from quizgen.study.plan.variants import asked, seed

    sources, others = askable(catalog.listed(), request.kinds)
    plugins.left_out()
    left_out((source.id for source in others), request.kinds)
    state, day = _planned(record, sources, None if left_open(ctx) else request.number)
    narrowed = tuple(replace(one, cell=cell) for one in day.planned if (cell := _narrowed(one.cell, request)))
    day = replace(day, planned=narrowed)
    every = {source.id: source for source in sources}
    return Course(asked(day, state), len(narrowed), every, "today", seed(state, day), day.first_line)


def outlook(record: Record, *, named: bool = False) -> str:
    """What is still to do today, or when to come back, and what to practise, unless topics were ``named`` for that."""
    from quizgen import catalog

    _, day = _planned(record, catalog.listed(), None)
    more = len(day.planned)
    return f"Still to do today: {more} more, with quizgen quiz." if more else day.coming_back if named else day.advice


def _planned(record: Record, sources: Sequence[Source], number: int | None) -> tuple[State, Day]:
    from quizgen.study.plan.replay import replayed
    from quizgen.study.plan.today import today

    state = replayed(record.events(), zones.ZONE)
    return state, today(state, clock.now(), sources, number=number)


def _narrowed(cell: Cell, request: Request) -> Cell | None:
    """The cell as it is wished: at the nearest of the levels, and in one of the kinds; None where it has nothing so."""
    source = cell.source
    place = LEVELS.index(cell.level)
    for level in sorted(request.levels, key=lambda one: abs(LEVELS.index(one) - place)):
        kinds = [kind for kind in request.kinds if kind in source.kinds and source.count(level, kind)]
        if kinds:
            return replace(cell, level=level, kind=kinds[0])
        if not request.kinds and any(source.count(level, kind) for kind in source.kinds):
            return cell if level == cell.level else replace(cell, level=level, kind=usual_kind(source, level))
    return None
