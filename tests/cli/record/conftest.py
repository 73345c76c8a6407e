"""Answers to be kept, and where a log is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from quizgen.cli.record import places
from quizgen.study.log.events import Answered

Answer = Callable[..., Answered]
FIRST = Answered(
    uid="0" * 16,
    time=datetime(2026, 12, 1, 18, 30, tzinfo=UTC),
    sitting="s" * 16,
    mode="today",
    item="conv-parameters-easy-numerical-7",
    source="conv-parameters",
    topic="parameters",
    level="easy",
    kind="numerical",
    attempt=1,
    answer='"4,416"',
    right=False,
    share=0.0,
    misconceptions=("kernel-sides-added",),
    concepts=("adds-sides",),
    hints=0,
    seconds=21.5,
    version="0.2.0",
)


@pytest.fixture
def answer() -> Answer:
    """The answer with that number, a minute after the one before."""

    def made(number: int, **changed: object) -> Answered:
        other = {"uid": f"{number:016x}", "time": FIRST.time + timedelta(minutes=number)} | changed
        return replace(FIRST, **other)

    return made


@pytest.fixture
def path() -> Path:
    """The file of the usual log."""
    return places.path("default")
