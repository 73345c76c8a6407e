"""One page of an answer sheet: boxes in millimetres from the page's upper left corner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Marks = Literal["one", "many"]
"""How many boxes of a column may be filled."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box to be filled, and what that says: a letter, a digit, a sign."""

    x: float
    y: float
    width: float
    height: float
    label: str


@dataclass(frozen=True, slots=True)
class Field:
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


@dataclass(frozen=True, slots=True)
class Corner:
    """A mark of the page's frame: its number in the dictionary of marks, the centre, and the side of its square."""

    id: int
    x: float
    y: float
    side: float


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on page ``number`` of ``of``, on paper of ``width`` and ``height``."""

    number: int
    of: int
    width: float
    height: float
    corners: tuple[Corner, ...]
    code: Box
    fields: tuple[Field, ...]
