"""When kinds come back, and that all do before an exam."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from quizgen.study.log.events import ExamSet
from quizgen.study.plan.dues import dues
from quizgen.study.plan.learner import Learner
from quizgen.study.plan.replay import replayed

if TYPE_CHECKING:
    from tests.study.plan.conftest import Courses, Sources, Tried

START = datetime(2026, 12, 1, 9, tzinfo=UTC)
FIRST = START.date()
DAY = timedelta(days=1)


def well_known(tried: Tried, number: int, exam: date | None, day: int, sources: Sources) -> Learner:
    """Kinds that were right on the first, the third and the fourteenth day, and come back two months later."""
    log = [tried(when, source=f"kind-{kind}") for when in (0, 2, 13) for kind in range(number)]
    state = replayed([ExamSet(uid="e", time=START, day=exam), *log])
    return Learner(state, FIRST + day * DAY, {source.id: source for source in sources(number)})


def test_no_interval_leads_past_the_eve_of_the_exam(tried: Tried, sources: Sources) -> None:
    exam = FIRST + 40 * DAY
    assert {*dues(well_known(tried, 5, None, 20, sources), 8).values()} == {FIRST + 59 * DAY}
    assert {*dues(well_known(tried, 5, exam, 20, sources), 8).values()} == {exam - DAY}
    assert {*dues(well_known(tried, 5, exam, 41, sources), 8).values()} == {FIRST + 59 * DAY}


def test_what_does_not_fit_into_the_eve_is_spread_over_the_days_before(tried: Tried, sources: Sources) -> None:
    exam = FIRST + 40 * DAY
    found = sorted(dues(well_known(tried, 14, exam, 20, sources), 8).values())
    assert found == [exam - 3 * DAY] * 2 + [exam - 2 * DAY] * 6 + [exam - DAY] * 6


@pytest.mark.parametrize("seed", range(12))
def test_everything_that_was_seen_comes_back_in_the_last_days(course: Courses, sources: Sources, seed: int) -> None:
    exam = FIRST + 28 * DAY
    plans = [*course(sources(30), f"exam {seed}", 7 + seed % 3, exam).days(*range(28))]
    asked = [{one.source for one in plan.planned} for plan in plans]
    assert set.union(*asked[-4:]) == set.union(*asked)
    assert max(plan.minutes for plan in plans) <= 13


def test_a_kind_that_comes_again_is_not_before_the_next_day(tried: Tried, sources: Sources) -> None:
    exam = FIRST + 3 * DAY
    log = [tried(0, source=f"kind-{kind}") for kind in range(9)]
    state = replayed([ExamSet(uid="e", time=START, day=exam), *log])
    learner = Learner(state, FIRST, {source.id: source for source in sources(9)})
    assert min(dues(learner, 2).values()) > FIRST
