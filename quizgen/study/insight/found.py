"""What is told of a learner, as ``quizgen progress --json`` has it: see docs/tutor.md."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from quizgen.study.insight.mistakes import Life
from quizgen.study.insight.readiness import Readiness

SCHEMA = 1


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the JSON."""


class Tried(Part, frozen=True, kw_only=True):
    """Items: ``first`` of them were right at the first try without a hint, ``final`` at any try."""

    items: int
    first: int
    final: int


class DayFound(Part, frozen=True, kw_only=True):
    """A day, and how many items were answered on it."""

    day: date
    items: int


class DueFound(Part, frozen=True, kw_only=True):
    """A day, and how many kinds are due on it; all that is overdue is due today."""

    day: date
    kinds: int


class TopicFound(Part, frozen=True, kw_only=True):
    """A topic: of its ``kinds`` some were ever ``seen``, of these some are ``solid``: probably known at the exam."""

    topic: str
    kinds: int
    seen: int
    solid: int
    tried: Tried
    readiness: Readiness


class MistakeFound(Part, frozen=True, kw_only=True):
    """A mistake by its concept: ``shown`` in so many of the tries in which it was ``offered``, ``avoided`` since then.

    ``luck`` is how probable it is to avoid it so often by chance for somebody who still makes it as often as she did.
    """

    concept: str
    name: str
    meaning: str
    life: Life
    shown: int
    offered: int
    avoided: int
    last: date
    luck: float


class ReadinessFound(Part, frozen=True, kw_only=True):
    """What share of an exam would be right at the first try: ``now``, and on ``day`` without any practice until then.

    ``day`` is the exam's, or where none is set in two weeks. ``course`` is what was forecast at the end of each day of
    practice for that day itself.
    """

    day: date
    reason: Literal["exam", "two-weeks"]
    now: Readiness
    then: Readiness
    course: list[CourseFound]


class CourseFound(Part, frozen=True, kw_only=True):
    """How ready the learner was at the end of a day."""

    day: date
    readiness: Readiness


class Progress(Part, frozen=True, kw_only=True):
    """Everything; ``first_line`` is what ``quizgen quiz`` would begin with."""

    schema: int
    quizgen: str
    day: date
    exam: date | None
    first_line: str
    kinds: int
    seen: int
    solid: int
    tried: Tried
    practised: list[DayFound]
    coming: list[DueFound]
    readiness: ReadinessFound
    topics: list[TopicFound]
    mistakes: list[MistakeFound]
