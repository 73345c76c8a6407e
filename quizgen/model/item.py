"""A question that has been proved."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from quizgen.answers import Kind, Values
from quizgen.model.question import Level, Question
from quizgen.text import Text


class Evidence(Struct, frozen=True):
    """The public version of torch, and the exact values that real layers gave."""

    torch: str
    measured: tuple[Values, ...]


class Item(Struct, frozen=True):
    """A question whose formula, real layers and rules agree, and what it is worth where it is asked.

    Without ``worth`` it is worth the points of its parts.
    """

    question: Question
    evidence: Evidence
    worth: Fraction | None = None

    @property
    def id(self) -> str:
        """The question's."""
        return self.question.id

    @property
    def family(self) -> str:
        """The question's."""
        return self.question.family

    @property
    def topic(self) -> str:
        """The question's."""
        return self.question.topic

    @property
    def level(self) -> Level:
        """The question's."""
        return self.question.level

    @property
    def kind(self) -> Kind:
        """The question's."""
        return self.question.kind

    @property
    def stem(self) -> Text:
        """The question's."""
        return self.question.stem

    @property
    def tags(self) -> tuple[str, ...]:
        """Topic, family, level, and what an author adds, each once."""
        question = self.question
        return tuple(dict.fromkeys((question.topic, question.family, question.level, *question.tags)))

    @property
    def points(self) -> Fraction:
        """What the whole item is worth."""
        return self.question.points if self.worth is None else self.worth

    def points_of(self, place: int) -> Fraction:
        """What one part is worth: its share of the whole."""
        question = self.question
        return self.points * question.parts[place].points / question.points
