"""Items for a wish, made here or by a crew: the same ones in the same order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property, partial
from itertools import islice

from quizgen.blueprint.candidates import Candidate, candidate
from quizgen.blueprint.cells import Cell
from quizgen.blueprint.drawing import asked_here
from quizgen.blueprint.mixing import Mixture
from quizgen.blueprint.spread import Wish, chosen
from quizgen.counting.counts import there
from quizgen.formats.protocol import Refusal
from quizgen.jobs.ahead import Ahead, Making
from quizgen.jobs.crew import Crew
from quizgen.jobs.portions import opened
from quizgen.jobs.recipe import Made, Recipe
from quizgen.jobs.references import Reference, reference

ALONE = 1_000
"""So many items are made here before workers begin who inherit: by then most of what items share is there."""


def made(wish: Wish, recipe: Recipe, crew: Crew | None, passed: Counter[Refusal] | None = None) -> Iterator[Made]:
    """What is made of each item that is wished; raises what asking and verifying raise, when it is its turn.

    Items that a format's target cannot show are passed over and counted in ``passed``.
    """
    if crew is None:
        coming = asked_here(wish.seed, recipe.refusal)
        return map(recipe.made, islice(chosen(wish, coming, passed), wish.number))
    return _Shared(wish, recipe, crew).made(passed)


class _Shared:
    """Items of which the first are made here and all others by a crew."""

    def __init__(self, wish: Wish, recipe: Recipe, crew: Crew) -> None:
        self._wish, self._recipe, self._crew = wish, recipe, crew
        self._alone = ALONE if crew.inherits else 0
        self._given = 0
        self._asked: Counter[Reference] = Counter()

    def made(self, passed: Counter[Refusal] | None) -> Iterator[Made]:
        """All items in their order."""
        for making in islice(chosen(self._wish, self._coming, passed), self._wish.number):
            yield making()
            self._given += 1

    def _coming(self, cell: Cell) -> Iterator[Candidate[Making]]:
        called = reference(cell)
        questions = opened(called, self._wish.seed).onward(0)  # workers who inherit it go on from there
        while self._given < self._alone and (question := next(questions, None)):
            number = self._asked[called]
            self._asked[called] += 1
            yield candidate(number, question, partial(self._recipe.made, question), self._recipe.refusal(question))
        if self._given >= self._alone:
            yield from self._ahead.coming(cell)

    @cached_property
    def _ahead(self) -> Ahead:
        """The crew begins."""
        coming = islice(foreseen(self._wish), self._given, None)
        return Ahead(self._crew, self._recipe, self._wish.seed, coming, self._asked)


def foreseen(wish: Wish) -> Iterator[Cell]:
    """The cells in the order in which they are wanted, as far as their counts tell."""
    mixture = Mixture(wish.cells, wish.seed, wish.named)
    left = {cell: there(cell.source, cell.level, cell.kind) for cell in wish.cells}
    taken: Counter[Cell] = Counter()
    while taken.total() < wish.number and (cell := mixture.take()):
        if taken[cell] < left[cell]:
            taken[cell] += 1
            yield cell
        else:
            mixture.spent(cell)
