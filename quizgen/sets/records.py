"""What has to stand in exam.json for its questions to be asked: what they are marked by, and what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal

from msgspec import Struct, field

from quizgen.marking.records import Kept, PartKept, QuestionKept, StudentKept
from quizgen.sets.spoken import Spoken


class FigureAsked(Kept, frozen=True, kw_only=True):
    """A drawing as data."""

    kind: str
    params: dict[str, Any]
    alt: str
    place: Literal["stem", "solution"]


class TableAsked(Kept, frozen=True, kw_only=True):
    """What a table shows before anything is written into it; an empty cell is None."""

    corner: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    given: tuple[tuple[str | None, ...], ...]


class PartAsked(PartKept, frozen=True, kw_only=True):
    """A part with what is shown of it."""

    solution: str
    prompt: str = ""
    table: TableAsked | None = None


class QuestionAsked(QuestionKept, frozen=True, kw_only=True):
    """A question with what is shown of it."""

    parts: tuple[PartAsked, ...]
    figures: tuple[FigureAsked, ...] = ()
    source: str = ""
    hint: str = ""
    hints: tuple[str, ...] | None = None
    section: str = ""


class Meaning(Struct, frozen=True):
    """What is said of a misconception and its concept; a set of items does not tell ``name`` and ``meaning``."""

    feedback: str
    name: str = ""
    meaning: str = ""


class Set(Struct, frozen=True, kw_only=True):
    """A form of an exam, or a file of items, as it was written.

    ``seal`` is the form's and ``exam`` the exam's, empty outside exams. ``digest`` follows from the questions alone.
    ``wrong`` is what a wrong option costs, ``minutes`` how long it may take, 0 where nobody says so. ``where`` names
    the file, and ``at`` where in it the questions stand. ``spoken`` is what whoever sits it is told beforehand.
    """

    where: str
    at: str
    title: str
    form: str
    seal: str
    exam: str
    digest: str
    questions: tuple[QuestionAsked, ...]
    meanings: Mapping[str, Meaning] = field(default_factory=dict)
    wrong: Fraction | None = None
    minutes: int = 0
    student: StudentKept | None = None
    spoken: Spoken = field(default_factory=Spoken)
    version: str = ""
