"""How an exam is sat."""

from __future__ import annotations

from fractions import Fraction
from math import ceil
from typing import Literal, TypeAlias

from msgspec import Struct

Paper: TypeAlias = Literal["a4", "letter"]


class Sitting(Struct, frozen=True):
    """What students are told beside the questions, and the paper on which these stand.

    ``language`` names the file of the frame's words. ``wrong`` is the share of the points that a wrong option costs
    where one is right, None where nothing is said of it. ``fonts`` are paths of files, tried in their order for
    characters that quizgen's own fonts lack.

    ``duration`` is in minutes, 0 where nothing is said, and ``extra`` in percent of it; ``aids`` is what is allowed.
    Paper is ``a4`` or ``letter``, its print ``large`` or not. The first page may be a ``cover`` that tells not to open
    the exam; ``points_table`` has a column for each question, ``working_space`` so many lines for each that is
    worked out, and ``formula_sheet`` the formulas that the solutions begin with. ``sheet`` is how many digits of the
    student's number an answer sheet has boxes for, None where there is no such sheet.
    """

    language: str = "en"
    wrong: Fraction | None = None
    fonts: tuple[str, ...] = ()
    duration: int = 0
    extra: Fraction = Fraction(0)
    aids: tuple[str, ...] = ()
    paper: Paper = "a4"
    large: bool = False
    cover: bool = False
    points_table: bool = False
    working_space: int = 0
    formula_sheet: bool = False
    sheet: int | None = None

    @property
    def minutes(self) -> int:
        """The time with what is given more of it, up to a whole minute."""
        return ceil(self.duration * (1 + self.extra / 100))
