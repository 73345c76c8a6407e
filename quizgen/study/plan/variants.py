"""Fresh questions for a plan: none that was asked before, and of several the one that tells a mistake best."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import chain, islice

from quizgen.blueprint.candidates import candidate
from quizgen.blueprint.cells import Cell
from quizgen.blueprint.enemies import Company
from quizgen.model import Question
from quizgen.study.plan.day import Day, Planned
from quizgen.study.plan.state import State

LOOKED_AT = 8
"""So many fresh questions are looked at for one that gives a mistake a value of its own."""


SEARCHED = 40
"""So many are looked at for one that gives no other one of the day away."""


def seed(state: State, day: Day) -> str:
    """What a day's questions follow from: the day, and the log's length, so that no two sittings ask the same."""
    return f"{day.day} {state.events}"


def asked(day: Day, state: State) -> Iterator[Question]:
    """The questions of a day, each drawn when it is needed; after them one more of each, in case some prove faulty.

    None tells what another one asks, as far as there are others.
    """
    gone, company = dict(state.items), Company()
    for turn in ("", " once more"):
        for one in day.planned:
            draw = again(one.cell, gone, seed(state, day) + turn, _mistakes(one, state))
            question = _joining(draw, company)
            if question is not None:
                gone[question.id] = day.day
                yield question


def _joining(draw: Iterator[Question], company: Company) -> Question | None:
    """The first one that may stand beside the others, or the first one of all; none where there is none."""
    first = None
    for question in islice(draw, SEARCHED):
        first = first or question
        if company.joined_by(candidate(0, question, question)):
            return question
    return first


def _mistakes(one: Planned, state: State) -> tuple[str, ...]:
    """What the question should show, by ids of concepts and misconceptions, the most wanted first."""
    slips = state.slips.get(one.source, ())
    return (*one.concepts[:1], *slips) if one.reason == "weak" else (*slips, *one.concepts)


def again(cell: Cell, gone: Mapping[str, date], seed: str, mistakes: Collection[str] = ()) -> Iterator[Question]:
    """The cell's questions, first those that are not ``gone``, then the others, those of the longest ago first.

    ``mistakes`` are ids of concepts and of misconceptions, the most wanted first: where one of the next few questions
    gives one of them a value that nothing else gives, on offer or known again when it is typed, it comes first.
    """
    fresh = (question for question in cell.questions(seed) if question.id not in gone)
    yield from _telling(fresh, mistakes)
    seen = [question for question in cell.questions(seed) if question.id in gone]
    yield from sorted(seen, key=lambda question: (gone[question.id], question.id))


def _telling(fresh: Iterator[Question], mistakes: Collection[str]) -> Iterator[Question]:
    """The question among the next few that tells the most wanted mistake, then all others as they come."""
    if not mistakes:
        return fresh
    looked = list(islice(fresh, LOOKED_AT))
    rank = {name: place for place, name in reversed([*enumerate(mistakes)])}
    best = min(looked, key=lambda question: _place(question, rank), default=None)
    return chain([best] if best else [], (one for one in looked if one is not best), fresh)


def _place(question: Question, rank: Mapping[str, int]) -> int:
    """The place of the most wanted mistake that it tells."""
    slips = (one.slip for one in question.options if one.slip)
    return min((rank[name] for slip in slips for name in (slip.id, slip.concept.id) if name in rank), default=len(rank))
