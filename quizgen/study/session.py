"""What answers are worth and what a session showed; no clock, no disk, no terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import assert_never

from msgspec import Struct

from quizgen.answers import (
    Answer,
    Choice,
    Concept,
    Filled,
    Given,
    Grid,
    Mark,
    Matching,
    Multiple,
    Number,
    Numerical,
    Ordering,
    Written,
)
from quizgen.answers.values import components
from quizgen.model import Item


class Result(Struct, frozen=True):
    """An answered item: the mark of each part, and by name the learner's own numbers and the right ones.

    Where nothing was written the learner's number is the right one, so that later parts are judged from that.
    ``hints`` says how many were shown before the answer. ``first`` are the marks of the first try, where they were
    other ones. What is ``extra`` was asked once more, with new numbers.
    """

    item: Item
    marks: tuple[Mark, ...]
    own: Mapping[str, Number]
    right: Mapping[str, Number]
    hints: int = 0
    first: tuple[Mark, ...] = ()
    extra: bool = False

    @property
    def correct(self) -> bool:
        """Whether every part is right, in the end."""
        return all(mark.right for mark in self.marks)

    @property
    def at_once(self) -> bool:
        """Whether every part was right at the first try."""
        return all(mark.right for mark in self.first or self.marks)

    @property
    def met(self) -> dict[str, Concept]:
        """The concepts of the misconceptions that were met in any try, by their ids."""
        return {one.slip.concept.id: one.slip.concept for mark in (*self.first, *self.marks) for one in mark.met}

    @property
    def share(self) -> Fraction:
        """The share of the item's points."""
        question = self.item.question
        pairs = zip(self.marks, question.parts, strict=True)
        return sum((mark.share * part.points for mark, part in pairs), Fraction(0)) / question.points


class Score(Struct, frozen=True):
    """How many items of a topic were right at the first try, and in the end, of how many asked."""

    topic: str
    at_once: int
    right: int
    asked: int


class Hinted(Struct, frozen=True):
    """How many items were answered after hints, and how many of these were right."""

    asked: int
    right: int


def grade(item: Item, answers: Sequence[Given], hints: int = 0) -> Result:
    """The result of one answer for each part; a part that follows from earlier ones is judged by the learner's own.

    Raises TypeError where an answer is not of its part's sort.
    """
    own: dict[str, Number] = {}
    right: dict[str, Number] = {}
    marks: list[Mark] = []
    for part, given in zip(item.question.parts, answers, strict=True):
        marks.append(part.answer.mark(given, own))
        for cell, wrote in _numbers(part.answer, given):
            key = components(cell.key)
            right |= dict(zip(cell.names, key, strict=False))
            own |= dict(zip(cell.names, wrote.values if wrote else key, strict=False))
    return Result(item, tuple(marks), own, right, hints)


def _numbers(answer: Answer, given: Given) -> Iterator[tuple[Numerical, Written | None]]:
    """What was to be written, and what was."""
    match answer:
        case Numerical():
            yield answer, given if isinstance(given, Written) else None
        case Grid():
            wrote = given.cells if isinstance(given, Filled) else (None,) * len(answer.open)
            yield from zip(answer.open, wrote, strict=True)
        case Choice() | Multiple() | Matching() | Ordering():
            return
        case _:
            assert_never(answer)


def by_topic(results: Iterable[Result]) -> tuple[Score, ...]:
    """The scores of the topics, in the order in which they were first asked."""
    asked: dict[str, list[Result]] = {}
    for result in results:
        asked.setdefault(result.item.topic, []).append(result)
    return tuple(score(topic, every) for topic, every in asked.items())


def score(topic: str, results: Iterable[Result]) -> Score:
    """The score of results, whatever they are about."""
    every = tuple(results)
    return Score(topic, sum(one.at_once for one in every), sum(one.correct for one in every), len(every))


def with_hints(results: Iterable[Result]) -> Hinted:
    """What was answered after hints."""
    hinted = [result.correct for result in results if result.hints]
    return Hinted(len(hinted), sum(hinted))


def by_concept(results: Iterable[Result]) -> tuple[tuple[Concept, int], ...]:
    """The concepts of the misconceptions that were met, and in how many items; the most frequent first."""
    concepts: dict[str, Concept] = {}
    times: Counter[str] = Counter()
    for result in results:
        times.update(result.met.keys())
        concepts = result.met | concepts
    return tuple((concepts[name], count) for name, count in times.most_common())
