"""What asking is worth."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from math import exp
from typing import TYPE_CHECKING

import pytest

from quizgen.asking.source import Source
from quizgen.study.insight.firsts import First
from quizgen.study.insight.history import NUMBERS, History
from quizgen.study.log.events import Event, ExamSet
from quizgen.study.plan.gain import Gain, chance
from quizgen.study.plan.learner import Learner, cell
from quizgen.study.plan.replay import replayed
from quizgen.study.plan.usual import USUAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.study.plan.conftest import Sources, Tried

START = datetime(2026, 12, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def gains(log: Sequence[Event], day: int, sources: Sequence[Source]) -> list[float]:
    """What each of the sources gains on a day."""
    learner = Learner(replayed(log), (START + day * DAY).date(), {source.id: source for source in sources})
    gain = Gain(learner)
    return [gain.of(cell(source, "easy")) for source in sources]


def test_a_chance_is_the_forecasts_before_it_learned_anything() -> None:
    days = ((0, True), (1, False), (4, True), (9, False))
    history = History()
    for day, right in days:
        history.add(First(START + day * DAY, "a", "t", "medium", right, final=True, fresh=True))
    numbers = zip(NUMBERS, history.seen("a", "medium", START + 20 * DAY), strict=True)
    odds = sum(USUAL[name][0] * number for name, number in numbers if name not in ("practice", "gap"))
    found = chance(
        [((START + day * DAY).date(), "right" if right else "wrong") for day, right in days], START.date() + 20 * DAY
    )
    assert found == pytest.approx(1 / (1 + exp(-odds)))


def test_the_more_often_something_was_asked_the_less_another_time_gains(tried: Tried, sources: Sources) -> None:
    log = [tried(day, source=f"kind-{kind}") for kind in range(4) for day in range(kind)]
    found = gains(log, 10, sources(4, topics=1))
    assert found == sorted(found, reverse=True)
    assert found[-1] > 0


def test_what_takes_twice_as_long_gains_half_as_much(tried: Tried, sources: Sources) -> None:
    log = [tried(0, item=f"{one}", sitting=f"{one}", source="x", seconds=80.0) for one in range(3)]
    (usual,), (slow,) = gains([], 1, sources(1)), gains(log, 1, sources(1))
    assert slow == pytest.approx(usual * 45 / 80)


def test_the_sooner_the_exam_the_more_is_left_of_an_answer(sources: Sources) -> None:
    found = [
        gains([ExamSet(uid="e", time=START, day=START.date() + day * DAY)], 0, sources(1))[0] for day in (1, 9, 60)
    ]
    assert found == sorted(found, reverse=True)
