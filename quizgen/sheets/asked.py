"""What a sheet has room for: one field for each answer, by columns of labels."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TypeAlias

from msgspec import Struct

from quizgen.sheets.page import Marks
from quizgen.sheets.sizes import MOST_DIGITS

Labels: TypeAlias = tuple[str, ...]

SYMBOLS: Labels = (*"0123456789", "-", ".", "/")
"""What a column of a number offers, from the top."""
WIDTH = 11
"""Characters of every number of every exam: were it different, it would tell how long the key is."""
CORRECTED = "!"
"""What stands in the box behind a row of letters."""


class Asked(Struct, frozen=True):
    """A field before it has a place: as in ``Field``, with the labels of each column from left to right.

    Letters are one column, though they are printed in a row.
    """

    question: int
    part: str
    index: int
    marks: Marks
    labels: tuple[Labels, ...]

    @property
    def written(self) -> bool:
        """Whether it is a number, which has a column for each character."""
        return self.labels[0][0].isdigit()


def lettered(question: int, part: str, options: int, *, rows: int = 1, many: bool = False) -> tuple[Asked, ...]:
    """Rows of ``options`` letters: one, or one for each prompt or place in an order."""
    labels = (tuple(ascii_uppercase[:options]),)
    return tuple(Asked(question, part, index, "many" if many else "one", labels) for index in range(rows))


def numbers(question: int, part: str, count: int) -> tuple[Asked, ...]:
    """Fields for so many numbers: one, those of a shape, or those of all empty cells of a table in reading order."""
    return tuple(Asked(question, part, index, "one", (SYMBOLS,) * WIDTH) for index in range(count))


def digits_of(number: str) -> int:
    """How many boxes a student's own number needs, 0 where it is not filled in: it has letters, or too many digits."""
    return len(number) if number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS else 0


def student_number(digits: int) -> Asked:
    """The field for the student's own number, on every page."""
    return Asked(0, "", 0, "one", (SYMBOLS[:10],) * digits)
