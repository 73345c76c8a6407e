"""What somebody answered, and what that is worth."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from msgspec import Struct

from quizgen.answers.option import Slip
from quizgen.answers.values import Number, Values

NOBODY: Mapping[str, Number] = MappingProxyType({})
"""No earlier answers."""


class Chosen(Struct, frozen=True):
    """The places of the options that were chosen."""

    places: frozenset[int]


class Placed(Struct, frozen=True):
    """The place of the option that was put beside each prompt, or of each step in the order that was given."""

    places: tuple[int, ...]


class Written(Struct, frozen=True):
    """A number, or the numbers of a shape."""

    values: Values


class Filled(Struct, frozen=True):
    """What was written into the open cells of a grid, in reading order; None where nothing was."""

    cells: tuple[Written | None, ...]


Given: TypeAlias = Chosen | Placed | Written | Filled | None
"""An answer; None from somebody who does not know."""


class Met(Struct, frozen=True):
    """A misconception that an answer shows, and at which option, prompt or open cell."""

    place: int
    slip: Slip


class Carried(Struct, frozen=True):
    """A value that is right from the learner's own earlier ones, whose names are ``after``, where ``key`` is right.

    ``place`` is that of the open cell, 0 outside a grid.
    """

    place: int
    after: frozenset[str]
    key: Values


class Mark(Struct, frozen=True):
    """What an answer is worth: a share of the points, and what it shows.

    ``missed`` are the places of right options left out, and of prompts, steps and open cells that are not as they
    should be.
    """

    given: Given
    share: Fraction
    met: tuple[Met, ...] = ()
    missed: tuple[int, ...] = ()
    carried: tuple[Carried, ...] = ()

    @property
    def right(self) -> bool:
        """Whether nothing is wrong; what is right from a learner's own earlier value counts."""
        return self.share == 1


class Samples(Struct, frozen=True):
    """Answers for tests: right ones, wrong ones, and such as are no answer to the question."""

    right: tuple[Given, ...]
    wrong: tuple[Given, ...]
    malformed: tuple[Given, ...]


def malformed(kind: str, given: Given) -> TypeError:
    """What is raised for an answer that is none to a question of the kind."""
    return TypeError(f"a {kind} question is not answered with {given!r}")


UNKNOWN = Mark(None, Fraction(0))
"""The mark of somebody who does not know."""
