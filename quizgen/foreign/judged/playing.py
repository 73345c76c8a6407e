"""What plays the conditions of an item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Protocol, TypeAlias

from msgspec import Struct

from quizgen.foreign.numbers import number

Response: TypeAlias = Mapping[str, tuple[str, ...]]
"""By field what was typed, or the identifiers of what was chosen; a pair is two of them with a space between."""
NOTHING: Response = {}


def amount(given: str) -> Fraction | None:
    """A number that is given to a field, also as a fraction, None for anything else."""
    above, _, below = given.partition("/")
    found, part = number(above), number(below or "1")
    return found / part if found is not None and part else None


class UnknownError(Exception):
    """A condition or an action that is not read."""


class Played(Struct, frozen=True):
    """What a response is worth, and the identifiers of the feedback that is shown."""

    score: Fraction
    shown: frozenset[str]


class Plays(Protocol):
    """Plays the conditions of one item."""

    @property
    def conditions(self) -> Sequence[object]:
        """What is looked at for each response."""

    @property
    def most(self) -> Fraction | None:
        """The score of a right answer, where the item declares it."""

    def played(self, response: Response) -> Played:
        """What a response gives; raises UnknownError for what is not read."""
