"""What exam.json says of an exam, as far as answers are marked and analysed by it: see docs/exam-json.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal, Self, TypeAlias

import msgspec

Level: TypeAlias = Literal["easy", "medium", "hard"]
PartKind: TypeAlias = Literal["choice", "multiple", "numerical", "matching", "ordering", "grid"]


_PLAIN = re.compile(r"[+-]?\d{1,400}(?:[/.]\d{1,400})?")
"""What is read as a number: powers of ten would be worked out, however large they are."""


class Exact(Fraction):
    """A number of exam.json: whole, or ``p/q``."""

    @classmethod
    def read(cls, value: object) -> Self:
        """Raises TypeError or ValueError for what is no such number."""
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise TypeError('a whole number or a fraction such as "1/3" is expected')
        said = f"'{value}' is no whole number and no fraction such as \"1/3\""
        if not _PLAIN.fullmatch(str(value)):
            raise ValueError(said)
        try:
            return cls(value)
        except ZeroDivisionError:
            raise ValueError(said) from None


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in exam.json; keys that nothing is marked by are passed over."""


class SlipKept(Kept, frozen=True, kw_only=True):
    """A misconception and its concept."""

    misconception: str
    concept: str


class OptionKept(Kept, frozen=True, kw_only=True):
    """An option with its printed letter, or a wrong number that is foreseen."""

    letter: str
    text: str
    value: Any
    correct: bool
    misconception: str | None
    concept: str | None
    tolerance: Exact = Exact(0)
    follows: tuple[str, ...] = ()
    overlooked: SlipKept | None = None
    """What is shown by whoever leaves it out, of several right ones."""

    @property
    def slips(self) -> Iterator[SlipKept]:
        """What is shown by whoever chooses it, or leaves it out."""
        if self.misconception:
            yield SlipKept(misconception=self.misconception, concept=self.concept or "")
        if self.overlooked:
            yield self.overlooked


class CellKept(Kept, frozen=True, kw_only=True):
    """An empty cell of a table, counted from 0."""

    row: int
    column: int
    key: Any
    tolerance: Exact
    options: tuple[OptionKept, ...]
    names: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()


class PartKept(Kept, frozen=True, kw_only=True):
    """How one part of a question is answered, and what is right; of several parts ``prompt`` says what is asked."""

    part: str
    kind: PartKind
    share: Exact
    letters: str
    key: Any
    options: tuple[OptionKept, ...]
    prompt: str = ""
    prompts: tuple[str, ...] = ()
    tolerance: Exact = Exact(0)
    cells: tuple[CellKept, ...] = ()
    names: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()

    @property
    def foreseen(self) -> Iterator[OptionKept]:
        """Everything on offer, and everything foreseen in its cells."""
        yield from self.options
        for cell in self.cells:
            yield from cell.options


class QuestionKept(Kept, frozen=True, kw_only=True):
    """A question of a form at its place, from 1."""

    place: int
    slot: str
    item: str
    family: str
    topic: str
    level: Level
    kind: str
    points: Exact
    stem: str
    params: dict[str, Any] = {}
    parts: tuple[PartKept, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """What the columns of its answers are called: ``7``, or ``7a`` and ``7b``."""
        return tuple(f"{self.place}{part.part}" for part in self.parts)


class StudentKept(Kept, frozen=True, kw_only=True):
    """Whose form it is."""

    number: str
    name: str


class FormKept(Kept, frozen=True, kw_only=True):
    """A form with its seal, and its student where it is a student's own."""

    form: str
    seal: str
    questions: tuple[QuestionKept, ...]
    student: StudentKept | None = None

    @property
    def points(self) -> Fraction:
        """What the form is worth."""
        return sum((question.points for question in self.questions), Fraction(0))


class BlueprintKept(Kept, frozen=True, kw_only=True):
    """The blueprint that the exam was drawn from."""

    name: str = ""
    text: str = ""


class MisconceptionKept(Kept, frozen=True, kw_only=True):
    """A misconception with the feedback on it, and the name and meaning of its concept."""

    id: str
    concept: str
    name: str
    meaning: str
    feedback: str


class ExamKept(Kept, frozen=True, kw_only=True):
    """An exam with all its forms; ``wrong`` is the share of its points that a wrong option costs."""

    schema: int
    quizgen: str
    title: str
    seal: str
    wrong: Exact | None
    forms: tuple[FormKept, ...]
    misconceptions: tuple[MisconceptionKept, ...] = ()
    blueprint: BlueprintKept = BlueprintKept()
