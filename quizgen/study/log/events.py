"""The events of a learner's log, in the order in which they were added; times are aware, in UTC."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, TypeAlias

from msgspec import Struct

from quizgen.model import Kind, Level

Mode: TypeAlias = Literal["today", "practice", "exam"]
"""Why an item was asked: the day's plan, by name or once more, or without feedback until the end."""


class Answered(Struct, frozen=True, kw_only=True):
    """One try at an item; a second try at the same item in the same ``sitting`` has ``attempt`` 2.

    ``source`` is the family, or the file of items. ``answer`` is what was given, as an answer's JSON (``null`` from
    somebody who did not know). ``misconceptions`` and ``concepts`` are those that it shows; ``offered`` are the
    concepts that it could have shown, as ``quizgen.study.log.offering`` finds them. ``hints`` were seen before it, in
    all tries. ``seconds`` is the time that this try took. ``version`` is that of quizgen.
    """

    uid: str
    time: datetime
    sitting: str
    mode: Mode
    item: str
    source: str
    topic: str
    level: Level
    kind: Kind
    attempt: int
    answer: str
    right: bool
    share: float
    misconceptions: tuple[str, ...]
    concepts: tuple[str, ...]
    offered: tuple[str, ...] = ()
    hints: int
    seconds: float
    version: str


class ExamSet(Struct, frozen=True, kw_only=True):
    """From now on this is the day of the exam; None: there is none."""

    uid: str
    time: datetime
    day: date | None


class Undone(Struct, frozen=True, kw_only=True):
    """The event with the uid ``voided`` counts no more."""

    uid: str
    time: datetime
    voided: str


class Reset(Struct, frozen=True, kw_only=True):
    """Nothing before it counts, but the day of the exam; of ``source`` alone where one is named."""

    uid: str
    time: datetime
    source: str | None


Event: TypeAlias = Answered | ExamSet | Undone | Reset
