"""What is asked for in all variants: the formulas of keys, and of the misconceptions that are told in each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from quizgen.answers import Slip
from quizgen.errors import FormulaError
from quizgen.formats.stack.variants import Told, reasoned, told
from quizgen.math.maxima import maxima
from quizgen.model import Question
from quizgen.model.reasoning import Reasoned, Trees


class Wrong(Struct, frozen=True):
    """A misconception, and the formula that it gives."""

    slip: Slip
    trees: Trees


class Value(Struct, frozen=True):
    """A number, or a shape, that is asked for: its formula, whether it is whole, and what goes wrong."""

    trees: Trees
    whole: bool
    wrong: tuple[Wrong, ...]


def values(questions: Sequence[Question]) -> tuple[Value, ...]:
    """What is asked for, in reading order."""
    known = told(questions)
    every = [one for part in reasoned(questions[0]).parts for one in part]
    return tuple(Value(one.trees, one.unit == 1, tuple(_wrong(one, place, known))) for place, one in enumerate(every))


def _wrong(one: Reasoned, place: int, known: Told) -> Iterator[Wrong]:
    for mistaken in one.mistakes:
        if len(mistaken.slips) == 1 and (place, mistaken.slips[0].id) in known:
            trees = mistaken.made(one.trees)
            if trees is not None and _sayable(trees):
                yield Wrong(mistaken.slips[0], trees)


def _sayable(trees: Trees) -> bool:
    try:
        for tree in trees:
            maxima(tree)
    except FormulaError:
        return False
    return True
