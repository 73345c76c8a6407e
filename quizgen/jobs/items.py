"""Items for a wish, made here or by a crew: the same ones in the same order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from quizgen.blueprint.candidates import Candidate, candidate
from quizgen.blueprint.cells import Cell
from quizgen.blueprint.drawing import asked_here
from quizgen.blueprint.mixing import Mixture
from quizgen.blueprint.spread import Wish, chosen
from quizgen.counting.counts import there
from quizgen.formats.protocol import Refusal
from quizgen.jobs.ahead import Ahead
from quizgen.jobs.crew import Crew
from quizgen.jobs.portions import opened
from quizgen.jobs.recipe import Made, Recipe
from quizgen.jobs.references import reference
from quizgen.jobs.rounds import Rounds
from quizgen.jobs.steps import Making
from quizgen.model import Question

ALONE = 1_000
"""So many items are made here before workers begin who inherit: by then most of what items share is there."""


def made(wish: Wish, recipe: Recipe, crew: Crew | None, passed: Counter[Refusal] | None = None) -> Iterator[Made]:
    """What is made of each item that is wished; raises what asking and verifying raise, when it is its turn.

    Items that a format's target cannot show are passed over and counted in ``passed``.
    """
    coming = _Shared(wish, recipe, crew).coming if crew else _here(wish, recipe).coming
    return (making() for making in islice(chosen(wish, coming, passed), wish.number))


def _here(wish: Wish, recipe: Recipe) -> Rounds:
    return Rounds(asked_here(wish.seed, recipe.refusal), recipe, foreseen(wish))


class _Shared:
    """Items of which the first are made here and all others by a crew."""

    def __init__(self, wish: Wish, recipe: Recipe, crew: Crew) -> None:
        self._wish, self._recipe, self._crew = wish, recipe, crew
        self._alone = ALONE if crew.inherits else 0
        self._given = 0
        self._first = Rounds(self._asked, recipe, islice(foreseen(wish), self._alone))

    def coming(self, cell: Cell) -> Iterator[Candidate[Making]]:
        """The candidates of a cell."""
        here = self._first.coming(cell)
        while (self._given < self._alone or self._first.has(cell)) and (one := next(here, None)):
            self._given += 1
            yield one
        if self._given >= self._alone:
            yield from self._ahead.coming(cell)

    def _asked(self, cell: Cell) -> Iterator[Candidate[Question]]:
        questions = opened(reference(cell), self._wish.seed).onward(0)  # workers who inherit it go on from there
        return (candidate(number, one, one, self._recipe.refusal(one)) for number, one in enumerate(questions))

    @cached_property
    def _ahead(self) -> Ahead:
        """The crew begins."""
        coming = islice(foreseen(self._wish), self._alone, None)
        asked = Counter({reference(cell): many for cell, many in self._first.asked.items()})
        return Ahead(self._crew, self._recipe, self._wish.seed, coming, asked)


def foreseen(wish: Wish) -> Iterator[Cell]:
    """The cells in the order in which they are wanted, as far as their counts tell."""
    mixture = Mixture(wish.cells, wish.seed, wish.named)
    left = {cell: there(cell.source, cell.level, cell.kind) for cell in wish.cells}
    many = 0
    while many < wish.number and (cell := mixture.take()):
        if left[cell] > 0:
            left[cell] -= 1
            many += 1
            yield cell
        else:
            mixture.spent(cell)
