"""An event of each sort, with everything that may be in it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from quizgen.study.log.events import Answered, Event, ExamSet, Reset, Undone

TIME = datetime(2026, 12, 1, 18, 30, 5, 250_000, tzinfo=UTC)
ANSWERED = Answered(
    uid="0123456789abcdef",
    time=TIME,
    sitting="5",
    mode="today",
    item="conv-parameters-easy-numerical-7",
    source="conv-parameters",
    topic="parameters",
    level="easy",
    kind="numerical",
    attempt=2,
    answer='{"written": "4,416 \u2248 4\u00b710\u00b3"}',
    right=False,
    share=1 / 3,
    misconceptions=("kernel-sides-added",),
    concepts=("adds-sides",),
    offered=("adds-sides", "forgets-bias"),
    hints=1,
    seconds=21.125,
    version="0.2.0",
)


@pytest.fixture
def events() -> list[Event]:
    """Two answers, two days of an exam, two resets, and what was undone."""
    return [
        ANSWERED,
        replace(ANSWERED, uid="f" * 16, answer="null", offered=()),
        ExamSet(uid="1" * 16, time=TIME, day=date(2026, 12, 12)),
        ExamSet(uid="2" * 16, time=TIME, day=None),
        Undone(uid="3" * 16, time=TIME, voided=ANSWERED.uid),
        Reset(uid="4" * 16, time=TIME, source=None),
        Reset(uid="5" * 16, time=TIME, source="conv-parameters"),
    ]
