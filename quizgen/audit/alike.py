"""Texts that read alike: of whole numbers only the sign, and whether it is one, matters to the words around them."""

from __future__ import annotations

from typing import TypeAlias

from quizgen.text import Filling, Text

Reading: TypeAlias = tuple[str, tuple[str, ...], tuple[Filling, ...]]
"""A template, and names and values of its holes."""
MOST = 2
"""A whole number that stands for all that are larger."""


def reading(text: Text) -> Reading:
    """What all texts that read like this one have in common."""
    values = text.values
    return text.template, tuple(values), tuple([_plain(one) if type(one) is int else one for one in values.values()])


def example(alike: Reading) -> Text:
    """One of the texts that read so."""
    template, names, values = alike
    return Text(template, dict(zip(names, values, strict=True)))


def _plain(number: int) -> int:
    return MOST if number > 1 else -MOST if number < -1 else number
