"""What an exam that was sat is worth: points as for a table of results, and what each answer shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from msgspec import Struct

from quizgen.marking.marks import QuestionMark, marked
from quizgen.marking.records import QuestionKept
from quizgen.model import Item
from quizgen.study.session import Result, grade
from quizgen.study.sitting.cells import given


class Outcome(Struct, frozen=True):
    """A question with its answers: how it is marked where results are, and what it shows.

    ``result`` is None for a question that turned out to be faulty: it does not count.
    """

    kept: QuestionKept
    texts: tuple[str, ...]
    mark: QuestionMark
    result: Result | None

    @property
    def points(self) -> Fraction:
        """What the answer is worth: below zero where a wrong option costs something."""
        return (self.mark.points or Fraction(0)) if self.result else Fraction(0)

    @property
    def most(self) -> Fraction:
        """What it could have been worth."""
        return Fraction(self.kept.points) if self.result else Fraction(0)

    @property
    def blank(self) -> bool:
        """Whether nothing was answered."""
        return not any(self.texts)


class Won(Struct, frozen=True):
    """The points of a topic."""

    topic: str
    points: Fraction
    most: Fraction


def outcomes(
    questions: Sequence[QuestionKept], items: Sequence[Item | None], texts: Mapping[str, str], wrong: Fraction | None
) -> tuple[Outcome, ...]:
    """Every question with what it is worth; ``items`` are None where they are faulty. ``wrong`` is a wrong option's."""
    found: list[Outcome] = []
    for kept, item in zip(questions, items, strict=True):
        wrote = tuple(texts.get(column, "") for column in kept.columns)
        result = grade(item, given(item.question, wrote)) if item else None
        found.append(Outcome(kept, wrote, marked(kept, wrote, wrong), result))
    return tuple(found)


def by_topic(found: Sequence[Outcome]) -> tuple[Won, ...]:
    """The points of the topics, in the order in which they were first asked."""
    won: dict[str, Won] = {}
    for one in found:
        before = won.get(one.kept.topic, Won(one.kept.topic, Fraction(0), Fraction(0)))
        won[one.kept.topic] = Won(one.kept.topic, before.points + one.points, before.most + one.most)
    return tuple(won.values())


def total(found: Sequence[Outcome]) -> Won:
    """The points of all."""
    return Won("", sum((one.points for one in found), Fraction(0)), sum((one.most for one in found), Fraction(0)))
