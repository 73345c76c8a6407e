"""The items that a quiz asks, and answers to them."""

from __future__ import annotations

from quizgen import catalog
from quizgen.answers import Numerical
from quizgen.answers.values import Number
from quizgen.blueprint.spread import cells, spread
from quizgen.model import LEVELS, Item, Kind


def drawn(family: str, kind: Kind, number: int) -> list[Item]:
    """What ``quizgen quiz FAMILY --kind KIND -n NUMBER --seed 7`` asks."""
    return list(spread(cells(catalog.select([family]), LEVELS, [kind]), number, "7"))


def letters(item: Item, *, right: bool) -> list[str]:
    """Those of the right options, or of the others."""
    correct = item.question.parts[0].answer.correct
    return ["abcdefgh"[place] for place in range(len(item.question.options)) if (place in correct) == right]


def number(item: Item) -> Number:
    """What is right."""
    answer = item.question.parts[0].answer
    assert isinstance(answer, Numerical)
    assert not isinstance(answer.key, tuple)
    return answer.key


def other(item: Item, place: int = 0) -> Number:
    """What a foreseen mistake gives."""
    value = item.question.options[place].value
    assert isinstance(value, int)
    return value
