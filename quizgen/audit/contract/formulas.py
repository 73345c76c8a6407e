"""Formulas speak of numbers that the space has, and give a number that can be a key at every point."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from quizgen.asking.source import Audited
from quizgen.audit.contract.worked import WorkedQuestion, smallest, worked
from quizgen.math.code import compiled, evaluate
from quizgen.math.tree import Expr
from quizgen.model import Level
from quizgen.space import Mask


def known_names(source: Audited, level: Level) -> Iterator[str]:
    """Every name in a formula is one of the space's."""
    for one in worked(source, level):
        if missing := one.strangers:
            has = ", ".join(one.part.columns)
            yield f"the formula{one.about}{one.shape} speaks of {', '.join(missing)}, but the space has only {has}"


def whole(source: Audited, level: Level) -> Iterator[str]:
    """At every point the key is a multiple of 1/unit, and above zero unless it is signed."""
    for one in worked(source, level):
        for tree in () if one.strangers else one.trees:
            yield from _whole(one, tree)


def _whole(one: WorkedQuestion, tree: Expr) -> Iterator[str]:
    broken, low = _faulty(one, tree)
    if (point := smallest(one.part, broken)) is not None:
        wanted = "whole number" if one.scale.unit == 1 else f"multiple of 1/{one.scale.unit}"
        way = "leave such points out of the space with where, round with floor or ceil, or say unit"
        yield f"at {point}: the formula{one.about} gives {_given(tree, point.values)}, not a {wanted}; {way}"
    elif (point := smallest(one.part, low)) is not None:
        way = "leave such points out of the space with where, or say signed=True"
        yield f"at {point}: the formula{one.about} gives {_given(tree, point.values)}, not above zero; {way}"


def _faulty(one: WorkedQuestion, tree: Expr) -> tuple[Mask, Mask]:
    """Where the formula gives no such number, and where it gives one that is too low."""
    numerator, denominator = compiled(tree)(one.part.columns)
    count = len(one.part)
    above, below = (np.broadcast_to(np.asarray(side, dtype=np.int64), (count,)) for side in (numerator, denominator))
    none = below == 0
    parts, rest = np.divmod(above * one.scale.unit, np.where(none, 1, below))
    low = np.zeros(count, dtype=np.bool_) if one.scale.signed else parts <= 0
    return np.asarray(none | (rest != 0)), np.asarray(low)


def _given(tree: Expr, values: object) -> str:
    try:
        return str(evaluate(tree, values))  # type: ignore[arg-type]  # a point's numbers
    except ZeroDivisionError:
        return "no number"
