"""Fresh questions for a plan: none that was asked before, and of several the one that tells a mistake best."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, islice

from quizgen.answers import Multiple
from quizgen.blueprint.candidates import candidate
from quizgen.blueprint.cells import Cell
from quizgen.blueprint.enemies import Company
from quizgen.model import Option, Question
from quizgen.study.plan.day import Day, Planned
from quizgen.study.plan.state import State

LOOKED_AT = 24
"""So many fresh questions at most are looked at for one that gives a mistake a value of its own."""


SEARCHED = 40
"""So many are looked at for one that gives no other one of the day away."""


def seed(state: State, day: Day) -> str:
    """What a day's questions follow from: the day, and the log's length, so that no two sittings ask the same."""
    return f"{day.day} {state.events}"


def asked(day: Day, state: State, own: str | None = None) -> Iterator[Question]:
    """The questions of a day, each drawn when it is needed; after them one more of each, in case some prove faulty.

    None tells what another one asks, as far as there are others. They follow from ``seed``, or from a seed of one's
    ``own``.
    """
    families = [one.source for one in day.planned if not one.cell.source.authored]
    gone, company = dict.fromkeys(state.items), Company(families)
    first = seed(state, day) if own is None else own
    for turn in (first, f"{first} once more"):
        for one in day.planned:
            question = _joining(again(one.cell, gone, turn, _mistakes(one, state)), company)
            if question is not None:
                gone[question.id] = None
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


def again(cell: Cell, gone: Collection[str], seed: str, mistakes: Collection[str] = ()) -> Iterator[Question]:
    """The cell's questions, first those whose ids are not ``gone``, then the others in the order of these ids.

    ``mistakes`` are ids of concepts and of misconceptions, the most wanted first: where one of the next few questions
    gives one of them a value that nothing else gives, on offer or known again when it is typed, it comes first.
    """
    fresh = (question for question in cell.questions(seed) if question.id not in gone)
    yield from _telling(fresh, mistakes)
    places = {name: place for place, name in enumerate(gone)}
    seen = (question for question in cell.questions(seed) if question.id in places)
    yield from sorted(seen, key=lambda question: places[question.id])


def ticked_alike(one: Question, other: Question) -> bool:
    """Whether two questions with several right options show the same ones, or the same ones are right."""
    first, second = one.parts[0].answer, other.parts[0].answer
    if not isinstance(first, Multiple) or not isinstance(second, Multiple):
        return False
    return _words(first.key) == _words(second.key) or _words(one.options) == _words(other.options)


def _words(options: Iterable[Option]) -> set[str]:
    return {repr(option.text) for option in options}


def _telling(fresh: Iterator[Question], mistakes: Collection[str]) -> Iterator[Question]:
    """The question among the next few that tells the most wanted mistake, then all others as they come."""
    rank = {name: place for place, name in reversed([*enumerate(mistakes)])}
    looked: list[Question] = []
    best, place = 0, len(rank)
    while place and len(looked) < LOOKED_AT and (question := next(fresh, None)):
        looked.append(question)
        if (its := _place(question, rank)) < place:
            best, place = len(looked) - 1, its
    return chain(looked[best : best + 1], looked[:best], looked[best + 1 :], fresh)


def _place(question: Question, rank: Mapping[str, int]) -> int:
    """The place of the most wanted mistake that it tells."""
    named = (name for slip in question.slips for name in (slip.id, slip.concept.id))
    return min((rank[name] for name in named if name in rank), default=len(rank))
