"""What an answer can be worth comparing with, and the kinds of questions by their names."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import prod
from typing import Literal, TypeAlias

from quizgen.layers import Layer
from quizgen.text import Text

Kind: TypeAlias = Literal["choice", "multiple", "numerical", "matching", "ordering", "grid", "parts"]
Number: TypeAlias = int | Fraction
Values: TypeAlias = tuple[Number, ...]
Value: TypeAlias = Number | Values | Layer | Text

KINDS: tuple[Kind, ...] = ("choice", "multiple", "numerical", "matching", "ordering", "grid", "parts")
"""Every kind that can be asked for; a question of several parts is of the kind ``parts``, whatever its parts are."""
LONG: tuple[Kind, ...] = ("grid", "parts")
"""Kinds that take several answers and more time: a topic of a blueprint gives them only if its slot asks for them."""


def single(values: Values) -> Number | Values:
    """One number by itself, several as a tuple."""
    return values[0] if len(values) == 1 else values


def components(value: Number | Values) -> Values:
    """The numbers of a value, one or several."""
    return value if isinstance(value, tuple) else (value,)


def by_size(found: tuple[Values, int]) -> Number:
    """How large a value is that comes with the number of its mistake: the product of its parts."""
    values = found[0]
    return values[0] if len(values) == 1 else prod(values)


def written(value: Number | Values) -> Text:
    """A number, or the parts of a shape with × between them."""
    if not isinstance(value, tuple):
        return Text("{part_0}", {"part_0": value})
    names, template = _parts(len(value))
    return Text(template, dict(zip(names, value, strict=True)))


@cache
def _parts(count: int) -> tuple[tuple[str, ...], str]:
    names = tuple(f"part_{place}" for place in range(count))
    return names, " × ".join(f"{{{name}}}" for name in names)
