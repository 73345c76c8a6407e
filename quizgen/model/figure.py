"""A drawing as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from msgspec import Struct

from quizgen.text import Text

Place: TypeAlias = Literal["stem", "solution"]
"""Where a figure stands."""


class Figure(Struct, frozen=True):
    """A drawing as data: ``kind`` names the template, ``params`` are its numbers, ``alt`` says the same in words.

    ``place`` is the stem, or the solution where the drawing would give the key away.
    """

    kind: str
    params: Mapping[str, Any]
    alt: Text
    place: Place = "stem"
