"""One page of an answer sheet: boxes in millimetres from the page's upper left corner."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Marks = Literal["one", "many"]
"""How many boxes of a column may be filled."""


class Box(Struct, frozen=True):
    """A box to be filled, and what that says: a letter, a digit, a sign."""

    x: float
    y: float
    width: float
    height: float
    label: str


class Field(Struct, frozen=True):
    """Boxes that make one answer: a row of letters is one column, a number has a column for each character.

    ``question`` is its place in the form, 0 for the student's number; ``part`` is the part's letter or empty;
    ``index`` counts prompts, positions or numbers from 0. Behind a row of letters stands a box ``corrected``: whoever
    fills it has written beside it what counts, and a person has to look.
    """

    question: int
    part: str
    index: int
    marks: Marks
    columns: tuple[tuple[Box, ...], ...]
    corrected: Box | None = None


class Corner(Struct, frozen=True):
    """A mark of the page's frame: its number in the dictionary of marks, the centre, and the side of its square."""

    id: int
    x: float
    y: float
    side: float


class Page(Struct, frozen=True):
    """What stands on page ``number`` of ``of``, on paper of ``width`` and ``height``."""

    number: int
    of: int
    width: float
    height: float
    corners: tuple[Corner, ...]
    code: Box
    fields: tuple[Field, ...]
