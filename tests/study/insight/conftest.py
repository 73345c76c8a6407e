"""A learner's log of three weeks, and what is told of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, timedelta

import pytest
from learners import Learner, Nature
from practised import BEGIN, Practice, even

from quizgen import catalog
from quizgen.misconceptions.concepts import concepts
from quizgen.study.insight.found import Progress
from quizgen.study.insight.progress import progress
from quizgen.study.log.events import Event, ExamSet


@pytest.fixture(scope="session")
def events() -> Sequence[Event]:
    """Two days of three she practised, and forgot the bias whenever she could; on day 10 the exam was known."""
    practice = Practice(Learner(Nature(unlearns=0.0), frozenset(["forgets-bias"]), 3))
    planner = even(catalog.listed(), "three weeks")
    for day in range(20):
        if day % 3 != 2:
            practice.sit(planner, BEGIN + timedelta(days=day), 12)
    told = ExamSet(uid="e" * 16, time=BEGIN + timedelta(days=10), day=BEGIN.date() + timedelta(days=40))
    return [*practice.events, told]


@pytest.fixture(scope="session")
def found(events: Sequence[Event]) -> Progress:
    """What is told on the twenty-first day."""
    return progress(events, BEGIN + timedelta(days=20), catalog.listed(), concepts(), "0.2.0", UTC)
