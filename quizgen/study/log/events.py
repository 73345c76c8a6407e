"""The events of a learner's log, in the order in which they were added; times are aware, in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from quizgen.model import Kind, Level

Uid: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{16}$", max_length=16)]
Time: TypeAlias = Annotated[datetime, Meta(tz=True)]
Name: TypeAlias = Annotated[str, Meta(pattern=r"^[^\x00-\x1f\x7f-\x9f]+$(?!\n)", max_length=200)]
"""A line without control characters: it is shown on terminals. Python's ``$`` is also before a last line feed."""
Names: TypeAlias = Annotated[tuple[Name, ...], Meta(max_length=100)]
Times: TypeAlias = Annotated[int, Meta(ge=0, le=1000)]

Mode: TypeAlias = Literal["today", "practice", "exam"]
"""Why an item was asked: the day's plan, by name or once more, or without feedback until the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One try at an item; a second try at the same item in the same ``sitting`` has ``attempt`` 2.

    ``source`` is the family, or the file of items. ``answer`` is what was given, as an answer's JSON (``null`` from
    somebody who did not know). ``misconceptions`` and ``concepts`` are those that it shows; ``offered`` are the
    concepts that it could have shown, as ``quizgen.study.log.offering`` finds them. ``hints`` were seen before it, in
    all tries. ``seconds`` is the time that this try took. ``version`` is that of quizgen.
    """

    uid: Uid
    time: Time
    sitting: Name
    mode: Mode
    item: Name
    source: Name
    topic: Name
    level: Level
    kind: Kind
    attempt: Annotated[int, Meta(ge=1, le=1000)]
    answer: Annotated[str, Meta(max_length=20_000)]
    right: bool
    share: Annotated[float, Meta(ge=0, le=1)]
    misconceptions: Names
    concepts: Names
    offered: Names = ()
    hints: Times
    seconds: Annotated[float, Meta(ge=0, le=1e9)]
    version: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamSet:
    """From now on this is the day of the exam; None: there is none."""

    uid: Uid
    time: Time
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """The event with the uid ``voided`` counts no more."""

    uid: Uid
    time: Time
    voided: Uid


@dataclass(frozen=True, slots=True, kw_only=True)
class Reset:
    """Nothing before it counts, but the day of the exam; of ``source`` alone where one is named."""

    uid: Uid
    time: Time
    source: Name | None


Event: TypeAlias = Answered | ExamSet | Undone | Reset
