"""Items for a wish, made here or by a crew: the same ones in the same order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from quizgen.blueprint.cells import Cell
from quizgen.blueprint.drawing import asked_here
from quizgen.blueprint.mixing import Mixture
from quizgen.blueprint.spread import Wish, chosen
from quizgen.counting.counts import there
from quizgen.errors import QuizgenError
from quizgen.jobs.ahead import Ahead
from quizgen.jobs.crew import Crew
from quizgen.jobs.recipe import Made, Recipe


def made(wish: Wish, recipe: Recipe, crew: Crew | None) -> Iterator[Made]:
    """What is made of each item that is wished; raises what asking and verifying raise, when it is its turn."""
    if crew is None:
        return map(recipe.made, islice(chosen(wish, asked_here(wish.seed)), wish.number))
    ahead = Ahead(crew, recipe, wish.seed, foreseen(wish))
    return map(_given, islice(chosen(wish, ahead.coming), wish.number))


def _given(made: Made | QuizgenError) -> Made:
    if isinstance(made, QuizgenError):
        raise made
    return made


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
