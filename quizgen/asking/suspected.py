"""What misconceptions give at a point, worked out a second time for whoever holds an item against them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from quizgen.math.code import compiled, value
from quizgen.math.recomputed import divides, recomputing
from quizgen.math.tree import Expr
from quizgen.misconceptions.kinds import Trees
from quizgen.model import Number, Values
from quizgen.space import Params

Suspects: TypeAlias = Mapping[str, Values | None]
Run: TypeAlias = Callable[[Mapping[str, int]], Number | None]


def suspected(every: Mapping[str, Trees | None]) -> Callable[[Params], Suspects]:
    """A function from a point to what the trees of each id give there; None where they give nothing, or are none.

    Roots and fractions are left to sympy's numbers, which share no code with a level's table.
    """
    trees = dict.fromkeys(tree for own in every.values() for tree in own or ())
    divided = [tree for tree in trees if divides(tree)]
    by_sympy, plain = recomputing(divided), [tree for tree in trees if not divides(tree)]
    runs, place = [_plain(tree) for tree in plain], {tree: place for place, tree in enumerate([*divided, *plain])}
    places = {name: None if own is None else [place[tree] for tree in own] for name, own in every.items()}

    def found(params: Params) -> Suspects:
        values = [*by_sympy(params.values), *[run(params.values) for run in runs]]
        return {name: _together(own, values) for name, own in places.items()}

    return found


def _together(places: Sequence[int] | None, found: Sequence[Number | None]) -> Values | None:
    if places is None:
        return None
    values = tuple([one for place in places if (one := found[place]) is not None])
    return values if len(values) == len(places) else None


def _plain(tree: Expr) -> Run:
    run = compiled(tree)

    def found(values: Mapping[str, int]) -> Number | None:
        try:
            return value(*run(values))
        except ZeroDivisionError:
            return None

    return found
