"""What a question asks for: the formulas of its keys, and of the misconceptions that their values tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct

from quizgen.answers import Number, Slip, Values
from quizgen.answers.numerical import components_of
from quizgen.errors import FormulaError
from quizgen.math.code import evaluate
from quizgen.math.maxima import maxima
from quizgen.model import Question
from quizgen.model.reasoning import Reasoned, Reasoning, Trees

Place: TypeAlias = tuple[int, str]
"""The place of a number that is asked for, and the id of a misconception about it."""


class Wrong(Struct, frozen=True):
    """A misconception, and the formula that it gives."""

    slip: Slip
    trees: Trees


class Value(Struct, frozen=True):
    """A number, or a shape, that is asked for: its formula, whether it is whole, and what goes wrong."""

    trees: Trees
    whole: bool
    wrong: tuple[Wrong, ...]


def reasoned(question: Question) -> Reasoning:
    """How its numbers are found; raises FormulaError where nobody knows."""
    if question.reasoning is None:
        raise FormulaError(f"no formula is known for {question.id}")
    return question.reasoning()


def values(question: Question, among: Sequence[Question] = ()) -> tuple[Value, ...]:
    """What is asked for, in reading order, with the misconceptions that are told there and in all ``among`` others."""
    every = [one for part in reasoned(question).parts for one in part]
    found = tuple(
        Value(one.trees, one.unit == 1, tuple(_wrong(one, {other.slip.id for other in number.foreseen if other.slip})))
        for one, number in zip(every, question.numericals, strict=True)
    )
    kept = frozenset(told(found)).intersection(*(shown(found, one) for one in among))
    return tuple(
        Value(one.trees, one.whole, tuple(wrong for wrong in one.wrong if (place, wrong.slip.id) in kept))
        for place, one in enumerate(found)
    )


def _wrong(one: Reasoned, known: set[str]) -> Iterator[Wrong]:
    for mistaken in one.mistakes:
        if not mistaken.alone and len(mistaken.slips) == 1 and mistaken.slips[0].id in known:
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


def told(found: Sequence[Value]) -> Iterator[Place]:
    """The misconceptions about all values."""
    yield from ((place, wrong.slip.id) for place, one in enumerate(found) for wrong in one.wrong)


def shown(found: Sequence[Value], other: Question) -> frozenset[Place]:
    """The misconceptions that are told by their values in another question, too, where they give these formulas."""
    known = reasoned(other).known
    return frozenset(
        (place, wrong.slip.id)
        for place, (one, number) in enumerate(zip(found, other.numericals, strict=True))
        for option in number.foreseen
        for wrong in one.wrong
        if option.slip and option.slip.id == wrong.slip.id and _worked(wrong.trees, known) == components_of(option)
    )


def _worked(trees: Trees, known: Mapping[str, Number]) -> Values | None:
    try:
        return tuple(evaluate(tree, known) for tree in trees)
    except (KeyError, ZeroDivisionError):
        return None
