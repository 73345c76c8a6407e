"""What a reader is told before an answer: how it is given, and which keys do something else."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import click

from quizgen.cli import screen

PAIR = 2


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


def row(letters: str, key: Sequence[int]) -> str:
    """So many letters in a row, as an example that is not the key: backwards, or turned on by one."""
    found = range(len(key))[::-1]
    return "".join(letters[place - (tuple(found) == tuple(key))] for place in found)


def some(letters: str, key: Collection[int]) -> str:
    """Letters, as an example of those that may be right, but not of those that are."""
    examples = ((0, len(letters) - 1), (0, 1), (0,))
    return next("".join(letters[place] for place in one) for one in examples if {*one} != {*key})
