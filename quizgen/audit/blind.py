"""Blind guessing measured on the items that people get: many seeds, a few items of each."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from math import lcm

from quizgen.answers import Choice
from quizgen.asking.source import Source
from quizgen.audit.panel import Look, Seen, Verdict, judge
from quizgen.layers import Layer, arguments
from quizgen.model import Level, Question, Value

PATHS = 2000
EACH = 40


def blind(source: Source, level: Level, paths: int = PATHS, prefix: str = "panel") -> Verdict:
    """The panel's verdict on a level's choice items over ``paths`` fixed paths, named by ``prefix``."""
    items: list[Seen] = []
    seed = 0
    while len(items) < paths and source.count(level, "choice"):
        questions = list(islice(source.draw(level, "choice", f"{prefix}-{seed}"), min(EACH, paths - len(items))))
        items += [(_look(question), right_place(question)) for question in questions]
        seed += 1
    return judge(items)


def right_place(question: Question) -> int:
    """Where the key of a choice stands."""
    answer = question.parts[0].answer
    if not isinstance(answer, Choice):
        raise TypeError(f"{question.id} is not asked as a choice")
    return answer.right


def _look(question: Question) -> Look:
    """The options as numbers; fractions in parts of the same size."""
    values = [option.value for option in question.options]
    if any(isinstance(value, Fraction) for value in values):
        parts = lcm(*(value.denominator for value in values if isinstance(value, int | Fraction)))
        return tuple((int(value * parts),) for value in values if isinstance(value, int | Fraction))
    return tuple(_numbers(value) for value in values)


def _numbers(value: Value) -> tuple[int, ...]:
    if isinstance(value, int):
        return (value,)
    if isinstance(value, tuple):
        return tuple(int(number) for number in value)
    if not isinstance(value, Layer):
        raise TypeError(f"{value!r} is neither a number nor a layer")
    return tuple(_flat(argument) for argument in arguments(value).values())


def _flat(argument: object) -> int:
    """A layer's argument as one number, sizes of two axes by their product."""
    if isinstance(argument, tuple):
        return int(argument[0]) * int(argument[1])
    return int(argument) if isinstance(argument, int) else 0
