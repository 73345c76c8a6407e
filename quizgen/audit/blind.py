"""Blind guessing measured on the items that people get: many seeds, a few items of each."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

from quizgen.audit.panel import Look, Seen, Verdict, judge
from quizgen.layers import arguments
from quizgen.model import Level, Option, Question, Value
from quizgen.source import Source

PATHS = 2000
EACH = 40


def blind(source: Source, level: Level, paths: int = PATHS, prefix: str = "panel") -> Verdict:
    """The panel's verdict on a level's choice items over ``paths`` fixed paths, named by ``prefix``."""
    items: list[Seen] = []
    seed = 0
    while len(items) < paths and source.count(level, "choice"):
        questions = list(islice(source.draw(level, "choice", f"{prefix}-{seed}"), min(EACH, paths - len(items))))
        items += [(_look(question), _place(question)) for question in questions]
        seed += 1
    return judge(items)


def _place(question: Question) -> int:
    return next(number for number, option in enumerate(question.options) if option.correct)


def _look(question: Question) -> Look:
    return tuple(_numbers(option) for option in question.options)


def _numbers(option: Option) -> tuple[int, ...]:
    value: Value = option.value
    if isinstance(value, int):
        return (value,)
    if isinstance(value, Fraction):
        return (value.numerator, value.denominator)
    if isinstance(value, tuple):
        return value
    return tuple(_flat(argument) for argument in arguments(value).values())


def _flat(argument: object) -> int:
    """A layer's argument as one number, sizes of two axes by their product."""
    if isinstance(argument, tuple):
        return int(argument[0]) * int(argument[1])
    return int(argument) if isinstance(argument, int) else 0
