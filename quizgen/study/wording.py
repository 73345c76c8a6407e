"""How a number or a shape is asked for, with examples that are not the key."""

from __future__ import annotations

from fractions import Fraction
from itertools import count

from msgspec import Struct

from quizgen.answers import Numerical
from quizgen.answers.typed import objection
from quizgen.answers.values import components

PAIR = 2
SHOWN = 40
"""So many characters of what was typed are said again."""
NUMBERS = {"56, 2.5 or 5/2": {56, Fraction(5, 2)}, "48, 1.5 or 3/2": {48, Fraction(3, 2)}}
"""Examples with their values: the first ones for every key that is none of them."""


class Wording(Struct, frozen=True):
    """How numbers to be typed are called, and what such a one looks like."""

    name: str
    examples: str

    @property
    def wish(self) -> str:
        """What is to be typed; a number needs no example."""
        return f"a {self.name}" if self.name == "number" else f"a {self.name} such as {self.examples}"

    def refused(self, text: str, count: int, shown: str = "") -> str:
        """What is said to whoever typed something else in place of so many numbers, which is ``shown`` shortened."""
        if not text:
            return f"Please type a {self.name}."
        given, reason = f"'{shown or text}'", objection(text, count)
        return f"{given} {reason or 'is not'}{'; type' if reason else ''} a {self.name} such as {self.examples}."


def wording(asked: Numerical, *others: Numerical) -> Wording:
    """How a number, a pair or a shape is typed; no example is the key of this or of the ``others``."""
    keys = {components(one.key) for one in (asked, *others)}
    first, length = components(asked.key)[0], len(components(asked.key))
    if length == 1:
        return Wording("number", next(said for said, values in NUMBERS.items() if first not in values))
    shape = next(shape for start in count(2) if (shape := tuple(range(start, start + length))) not in keys)
    return Wording("pair" if length == PAIR else "shape", " x ".join(map(str, shape)))
