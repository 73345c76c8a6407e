"""What a misconception gives at a point, worked out a second time for whoever holds an item against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from quizgen.math.code import compiled, value
from quizgen.math.recomputed import divides, recomputing
from quizgen.math.tree import Expr
from quizgen.misconceptions.kinds import Trees
from quizgen.model import Number, Values
from quizgen.space import Params

Suspected: TypeAlias = Callable[[Params], Values | None]


def suspected(trees: Trees | None) -> Suspected:
    """A function from a point to what the trees give there; None where they give nothing, or cannot be made.

    Roots and fractions are left to sympy's numbers, which share no code with a level's table.
    """
    if trees is None:
        return lambda _: None
    runs = tuple(map(_again, trees))

    def found(params: Params) -> Values | None:
        try:
            return tuple(run(params.values) for run in runs)
        except ZeroDivisionError:
            return None

    return found


def _again(tree: Expr) -> Callable[[Mapping[str, int]], Number]:
    if divides(tree):
        return recomputing(tree)
    run = compiled(tree)
    return lambda values: value(*run(values))
