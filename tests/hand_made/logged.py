"""Answers of a log, made by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from quizgen.study.log.events import Answered

MONDAY = datetime(2026, 11, 2, 17, 30, tzinfo=UTC)
RIGHT = Answered(
    uid="0",
    time=MONDAY,
    sitting="0",
    mode="today",
    item="conv-parameters-1",
    source="conv-parameters",
    topic="parameters",
    level="easy",
    kind="numerical",
    attempt=1,
    answer='{"values": [1]}',
    right=True,
    share=1.0,
    misconceptions=(),
    concepts=(),
    offered=("forgets-bias",),
    hints=0,
    seconds=20.0,
    version="0.2.0",
)
"""A number that was right at the first try; it could have shown a forgotten bias."""


def answered(day: float = 0, number: int = 0, **told: Any) -> Answered:
    """An answer so many days after the first Monday, to another item of its sitting for each ``number``."""
    when = MONDAY + timedelta(days=day, seconds=30 * number)
    one = replace(RIGHT, time=when, sitting=f"{int(day)}", item=f"conv-parameters-{day}-{number}")
    one = replace(one, uid=f"{day}-{number}")
    return replace(one, **told)


def wrong(day: float = 0, number: int = 0, **told: Any) -> Answered:
    """The same with the bias forgotten."""
    return answered(
        day,
        number,
        **{"right": False, "share": 0.0, "misconceptions": ("no-bias",), "concepts": ("forgets-bias",), **told},
    )
