"""What a reader is told before an answer: how it is given, and which keys do something else."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import count

import click

from quizgen.answers import Numerical
from quizgen.answers.typed import objection
from quizgen.answers.values import components
from quizgen.cli import screen
from quizgen.cli.errors import shortened

PAIR = 2
NUMBERS = {"56, 2.5 or 5/2": {56, Fraction(5, 2)}, "48, 1.5 or 3/2": {48, Fraction(3, 2)}}
"""Examples with their values: the first ones for every key that is none of them."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How numbers to be typed are called, and what such a one looks like."""

    name: str
    examples: str

    @property
    def wish(self) -> str:
        """What is to be typed; a number needs no example."""
        return f"a {self.name}" if self.name == "number" else f"a {self.name} such as {self.examples}"

    def refused(self, text: str, count: int) -> str:
        """What is said to whoever typed something else in place of so many numbers."""
        if not text:
            return f"Please type a {self.name}."
        given, reason = f"'{shortened(text, 40)}'", objection(text, count)
        return f"{given} {reason or 'is not'}{'; type' if reason else ''} a {self.name} such as {self.examples}."


def wish(what: str, others: Sequence[str], *, line: bool = True) -> str:
    """What to press or type, and what else can be; a ``line`` is only read after Enter."""
    ended = "; then press Enter" if line else ""
    return dimmed(f"{what}, or {', '.join(others)}{ended}.")


def again(others: Sequence[str]) -> str:
    """What can be done after a first try."""
    return dimmed(f"Try again, {', '.join(others)}.")


def dimmed(text: str) -> str:
    """What is said of keys, wrapped."""
    return "\n".join(click.style(line, dim=True) for line in screen.wrapped(text).split("\n"))


def span(letters: str) -> str:
    """``a or b``, ``a-d``."""
    return " or ".join(letters) if len(letters) <= PAIR else f"{letters[0]}-{letters[-1]}"


def wording(asked: Numerical, *others: Numerical) -> Wording:
    """How a number, a pair or a shape is typed; no example is the key of this or of the ``others``."""
    keys = {components(one.key) for one in (asked, *others)}
    first, length = components(asked.key)[0], len(components(asked.key))
    if length == 1:
        return Wording("number", next(said for said, values in NUMBERS.items() if first not in values))
    shape = next(shape for start in count(2) if (shape := tuple(range(start, start + length))) not in keys)
    return Wording("pair" if length == PAIR else "shape", " x ".join(map(str, shape)))


def row(letters: str, key: Sequence[int]) -> str:
    """So many letters in a row, as an example that is not the key: backwards, or turned on by one."""
    found = range(len(key))[::-1]
    return "".join(letters[place - (tuple(found) == tuple(key))] for place in found)


def some(letters: str, key: Collection[int]) -> str:
    """Letters, as an example of those that may be right, but not of those that are."""
    examples = ((0, len(letters) - 1), (0, 1), (0,))
    return next("".join(letters[place] for place in one) for one in examples if {*one} != {*key})
