"""What is asked in a question and its gaps, and every text of it, so that rules need not know where these stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from quizgen.foreign.model import (
    Accepted,
    Asked,
    Choosable,
    Choosing,
    Foreign,
    Gaps,
    Number,
    Pairs,
    Passage,
    Steps,
    Words,
)

Simple: TypeAlias = Choosing | Number | Words
"""What is answered in one place."""


class Place(Struct, frozen=True):
    """A place where something is answered, its line, and the number of its gap, 0 for a whole question."""

    asked: Simple
    line: int
    gap: int = 0

    @property
    def of(self) -> str:
        """How a sentence names it."""
        return f"gap {self.gap}" if self.gap else "the question"


def places(question: Foreign) -> Iterator[Place]:
    """The question itself, or each of its gaps."""
    asked = question.asked
    if isinstance(asked, Gaps):
        for number, gap in enumerate(asked.gaps, start=1):
            yield Place(gap.asked, gap.line, number)
    elif isinstance(asked, Choosing | Number | Words):
        yield Place(asked, question.line)


def choices(question: Foreign) -> Iterator[tuple[Place, Choosing]]:
    """Where options are chosen among."""
    for place in places(question):
        if isinstance(place.asked, Choosing):
            yield place, place.asked


def valued(asked: Simple) -> tuple[Choosable, ...] | tuple[Accepted, ...]:
    """What has a share of the points."""
    return asked.options if isinstance(asked, Choosing) else asked.accepted


def passages(question: Foreign) -> Iterator[tuple[str, Passage]]:
    """Every text with what it is in a sentence."""
    yield "the question", question.stem
    for what, passage in (
        ("the general feedback", question.general),
        ("the feedback for right answers", question.right),
        ("the feedback for partly right answers", question.partly),
        ("the feedback for wrong answers", question.wrong),
    ):
        if passage:
            yield what, passage
    for number, hint in enumerate(question.hints, start=1):
        yield f"hint {number}", hint
    yield from _answered(question.asked)


def _answered(asked: Asked) -> Iterator[tuple[str, Passage]]:
    if isinstance(asked, Pairs):
        yield from _paired(asked)
    elif isinstance(asked, Steps):
        yield from (("a step", step) for step in asked.steps)
    elif isinstance(asked, Gaps):
        for gap in asked.gaps:
            yield from _answered(gap.asked)
    elif isinstance(asked, Choosing | Number | Words):
        yield from _foreseen(asked)


def _paired(asked: Pairs) -> Iterator[tuple[str, Passage]]:
    for pair in asked.pairs:
        if pair.prompt:
            yield "a prompt", pair.prompt
        yield "an answer", pair.answer
        if pair.feedback:
            yield "feedback", pair.feedback


def _foreseen(asked: Simple) -> Iterator[tuple[str, Passage]]:
    if isinstance(asked, Choosing):
        yield from (("an option", option.text) for option in asked.options)
        yield from (("feedback", option.left) for option in asked.options if option.left)
    for one in valued(asked):
        if one.feedback:
            yield "feedback", one.feedback


def blank(passage: Passage | None) -> bool:
    """Whether there is nothing at all."""
    return passage is None or not passage.source.strip()
