"""What a reader is told before an answer: how it is given, and which keys do something else."""

from __future__ import annotations

from dataclasses import dataclass

import click

from quizgen.answers import Numerical
from quizgen.answers.typed import objection
from quizgen.answers.values import components
from quizgen.cli import keys, screen
from quizgen.cli.errors import shortened

PROMPT = "> "
PAIR = 2
NUMBERS = "56, 2.5 or 5/2"
"""The same for every key, so that they tell nothing about it."""


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


def told(wish: str, *, unknown: str, hints: bool, line: bool) -> None:
    """Prints what to press or type, and what else can be; a ``line`` is only read after Enter."""
    others = [f"{keys.HINT} for a hint"] * hints + [f"{keys.UNKNOWN} {unknown}", f"{keys.LEAVE} to leave"]
    ended = "; then press Enter" if line else ""
    click.echo(click.style(screen.wrapped(f"{wish}, or {', '.join(others)}{ended}."), dim=True))


def span(letters: str) -> str:
    """``a or b``, ``a-d``."""
    return " or ".join(letters) if len(letters) <= PAIR else f"{letters[0]}-{letters[-1]}"


def wording(asked: Numerical) -> Wording:
    """How a number, a pair or a shape is typed."""
    key = components(asked.key)
    if len(key) == 1:
        return Wording("number", NUMBERS)
    return Wording("pair" if len(key) == PAIR else "shape", "16" + " x 14" * (len(key) - 1))
