"""What a blueprint says of how the exam is sat: its marking, its language, its paper."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Annotated, ClassVar, Literal, Self, TypeAlias

from msgspec import Meta, field

from quizgen.errors import UsageError
from quizgen.formats import fonts, frames
from quizgen.model import Sitting
from quizgen.model.sitting import Paper
from quizgen.reading.advice import advice
from quizgen.reading.records import Record, every, together
from quizgen.reading.shapes import Lines, Unfit
from quizgen.reading.toml import TomlTable
from quizgen.sheets.sizes import MOST_DIGITS

FREE = "none"
LONGEST, MOST_LINES = 1_440, 40
USUAL_DIGITS = 7
"""Of a student's number, where the blueprint does not say it."""
Answers: TypeAlias = Literal["paper", "sheet"]
"""Whether answers are given beside the questions, or on a sheet that is scanned."""
Minutes = Annotated[int, Meta(ge=1, le=LONGEST, description=f"a whole number of minutes from 1 to {LONGEST}")]
Digits = Annotated[int, Meta(ge=1, le=MOST_DIGITS, description=f"a whole number of digits from 1 to {MOST_DIGITS}")]
Ruled = Annotated[int, Meta(ge=0, le=MOST_LINES, description=f"a whole number of lines from 0 to {MOST_LINES}")]


class Wrong(Fraction):
    """The share of the points that a wrong option costs."""

    wanted = f'a number above zero and at most 1, such as 0.25, or "{FREE}"'
    schema: ClassVar[Mapping[str, object]] = {
        "anyOf": [{"type": "number", "exclusiveMinimum": 0, "maximum": 1}, {"const": FREE}]
    }

    @classmethod
    def read(cls, value: object) -> Self:
        """A decimal, or the word that says that it costs nothing."""
        if value == FREE:
            return cls(0)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise Unfit
        if not Decimal(value).is_finite() or not 0 < value <= 1:
            raise Unfit(f"{value} is not {cls.wanted}")
        return cls(value)


class Language(str):
    """The short name of a language that the frame's words are there in."""

    __slots__ = ()
    wanted = "a text in quotes"
    schema: ClassVar[Mapping[str, object]] = {"type": "string"}

    @classmethod
    def read(cls, value: object) -> Self:
        """Raises Unfit for a language without a file."""
        if not isinstance(value, str):
            raise Unfit
        if value not in (known := frames.languages()):
            raise Unfit(f"the frame's words are not there in '{value}'; {advice(value, known)}")
        return cls(value)


class SittingTable(Record, frozen=True, kw_only=True):
    """The keys of a blueprint's head that say how the exam is sat."""

    wrong: Wrong | None = None
    language: Language = field(default_factory=lambda: Language(frames.ENGLISH))
    fonts: Lines = field(default_factory=Lines)
    duration: Minutes = 0
    aids: Lines = field(default_factory=Lines)
    paper: Paper = "a4"
    cover: bool = False
    points_table: bool = False
    working_space: Ruled = 0
    formula_sheet: bool = False
    answers: Answers = "paper"
    number_digits: Digits | None = None


def sitting(head: SittingTable, entries: TomlTable, folder: Path | None) -> Sitting:
    """The same with the fonts' files found from ``folder``, if any; raises UsageError for one that is not there.

    There are no digits to be filled in without an answer sheet, which is told, too.
    """
    _, found = together(
        partial(_require_sheet, head, entries),
        lambda: every(partial(_font, entries=entries, folder=folder), head.fonts) if folder else [],
    )
    return Sitting(
        language=head.language,
        wrong=head.wrong,
        fonts=tuple(found),
        duration=head.duration,
        aids=head.aids,
        paper=head.paper,
        cover=head.cover,
        points_table=head.points_table,
        working_space=head.working_space,
        formula_sheet=head.formula_sheet,
        sheet=(head.number_digits or USUAL_DIGITS) if head.answers == "sheet" else None,
    )


def _require_sheet(head: SittingTable, entries: TomlTable) -> None:
    if head.number_digits and head.answers != "sheet":
        raise entries.error("number_digits", 'nothing is filled in; write answers = "sheet", or leave this out')


def _font(name: str, entries: TomlTable, folder: Path) -> str:
    try:
        return fonts.checked(folder / name)
    except UsageError as error:
        raise entries.error("fonts", str(error)) from None
