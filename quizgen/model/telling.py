"""Whether a text tells a key: as a number in it, or as a calculation in which only the arithmetic is left to do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import assert_never

from msgspec import Struct

from quizgen.answers import Answer, Choice, Grid, Matching, Multiple, Numerical, Ordering
from quizgen.math.closed import Closed, Found, closed
from quizgen.model.question import Question
from quizgen.text import Filling, Table
from quizgen.text.expressions import expressions

ROUNDED = 0.005
"""By which part a key that is no whole number may differ from what a calculation comes to: it may be rounded."""
_HOLE = re.compile(r"\{(\w+)\}")
_NUMBER = re.compile(r"\d+")


class Secret(Struct, frozen=True):
    """The numbers of a question's keys, those of them that are not whole, and what its stem and prompts give."""

    keys: tuple[object, ...]
    fractions: tuple[Fraction, ...]
    given: tuple[Mapping[str, Filling], ...]

    @staticmethod
    def of(question: Question) -> Secret:
        """What no hint to the question may tell."""
        keys = tuple([number for part in question.parts for key in _keys(part.answer) for number in _numbers(key)])
        texts = (question.stem, *[part.prompt for part in question.parts])
        given = tuple([text.values for text in texts if text.values])
        return Secret(keys, tuple([key for key in keys if isinstance(key, Fraction)]), given)

    def told_by(self, template: str, values: Mapping[str, Filling]) -> bool:
        """Whether a hole holds a key that is not given, or an operation with all numbers put in comes to one."""
        keys = self.keys
        for name in _holes(template):
            value = values[name]
            held = value in keys if type(value) is int else _holds(value, keys)  # most are numbers
            if held and not self._gives(name, value):
                return True
        for one in _calculations(template):
            for found in one.values(values):
                if self._comes_to(found):
                    return True
        return False

    def _gives(self, name: str, value: Filling) -> bool:
        return any(value == some.get(name) for some in self.given)

    def _comes_to(self, found: Found) -> bool:
        return found in self.keys or (bool(self.fractions) and any(_rounded(found, key) for key in self.fractions))


@lru_cache(maxsize=1024)
def _holes(template: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_HOLE.findall(template)))


@lru_cache(maxsize=4096)
def _calculations(template: str) -> tuple[Closed, ...]:
    return tuple(one for expr in expressions(template) for one in closed(expr))


def _rounded(found: Found, key: Fraction) -> bool:
    return abs(float(found) - float(key)) <= ROUNDED * abs(float(key))


def _keys(answer: Answer) -> Iterable[object]:
    """The values that no hint may tell."""
    match answer:
        case Choice():
            return (answer.key.value,)
        case Multiple():
            return (option.value for option in answer.key)
        case Numerical():
            return (answer.key,)
        case Grid():
            return (cell.key for cell in answer.open)
        case Matching():
            return (option.value for _, option in answer.pairs)
        case Ordering():
            return ()
        case _:
            assert_never(answer)


def _numbers(value: object) -> tuple[object, ...]:
    """The numbers of a shape, or whatever else it is."""
    return value if isinstance(value, tuple) else (value,)


def _holds(value: Filling, keys: tuple[object, ...]) -> bool:
    words = " ".join(cell for row in value.rows for cell in row) if isinstance(value, Table) else value
    if isinstance(words, str):
        return any(int(number) in keys for number in _NUMBER.findall(words))
    return words in keys
