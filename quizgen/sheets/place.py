"""Which answer of a form a field holds, the same for who prints it, reads it and marks it."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Place(NamedTuple):
    """An answer of a form, ``row`` being its index; question 0 is the student's number."""

    question: int
    part: str
    row: int

    @property
    def column(self) -> str:
        """The column of results that it belongs to, as in ``key.csv``."""
        return f"{self.question}{self.part}"


NUMBER = Place(0, "", 0)


class Placed(Protocol):
    """A field, what was read in it, or what is asked for in it."""

    @property
    def question(self) -> int: ...  # noqa: D102 - as in ``Place``

    @property
    def part(self) -> str: ...  # noqa: D102 - as in ``Place``

    @property
    def index(self) -> int: ...  # noqa: D102 - as in ``Place``


def place_of(field: Placed) -> Place:
    """The place of a field."""
    return Place(field.question, field.part, field.index)
