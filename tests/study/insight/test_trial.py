"""Simulated learners practise thirty days as ``quizgen quiz`` plans: what reviews go to, and how forecasts hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import fmean

import pytest
from everything import ALL
from practised import BEGIN, Practice
from trial import AWAY, LOOKED, Judged, Of, Reviews, Trial

from quizgen import catalog
from quizgen.study.log.events import Answered

LEARNERS = 36 if ALL else 18
"""Of each nature more than one, and of each day on which an exam is."""
OFS: tuple[Of, ...] = ("held", "gone", "never")
Tell = Callable[[str, object], None]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("trial")]
"""All in one process, which has them practise once."""


@pytest.fixture(scope="module")
def trial() -> Trial:
    trial = Trial(catalog.listed())
    trial.run(LEARNERS)
    return trial


def _told(found: Reviews, when: str) -> str:
    return (
        f"{found.number} reviews {when}: {found.hit:.1%} give a chance to make it, "
        f"{found.ratio:.1f} times the {found.chance:.1%} of an even mix"
    )


def test_reviews_go_to_what_is_held(trial: Trial, record_property: Tell) -> None:
    found = trial.reviews("held")
    record_property("figures", _told(found, "while a planted mistake is known and held"))
    assert found.ratio >= 3


def test_reviews_stop_when_it_is_gone(trial: Trial, record_property: Tell) -> None:
    """Kinds that were seen come back, and what they can show with them: as often as mistakes that were never made."""
    held, gone, never = (trial.reviews(of) for of in OFS)
    record_property("figures", _told(gone, "a week and more after it was unlearned"))
    record_property("figures", _told(never, "beside mistakes that nobody planted"))
    assert gone.ratio <= held.ratio / 2
    assert gone.ratio <= 1.3 * never.ratio


def test_planned_practice_is_worth_more_than_an_even_mix(trial: Trial, record_property: Tell) -> None:
    """With as many questions, over the days of the courses: more is right in exams, and more mistakes are unlearned."""
    for day in LOOKED:
        every = [one for one in trial.beside if one.day == day]
        planned, even = fmean(one.planned for one in every), fmean(one.even for one in every)
        record_property(
            "figures", f"day {day:2}: {planned:.1%} right after planned practice, {even:.1%} after an even mix"
        )
    record_property("figures", f"planned: {_course(trial.practices)}")
    record_property("figures", f"even: {_course(trial.evenly)}")
    assert fmean(one.planned - one.even for one in trial.beside) > 0
    assert len(_gone(trial.practices)) >= len(_gone(trial.evenly))


def _course(practices: Sequence[Practice]) -> str:
    gone, held = _gone(practices), sum(len(one.learner.held) for one in practices)
    firsts = [[one for one in each.events if isinstance(one, Answered) and one.attempt == 1] for each in practices]
    kinds = fmean(len({one.source for one in every}) for every in firsts)
    early = fmean(len({one.source for one in every if (one.time - BEGIN).days < 14}) for every in firsts)
    return (
        f"{len(gone)} of {held} unlearned, on the average on day {fmean(gone):.1f}; {early:.0f} kinds in 14 days, "
        f"{kinds:.0f} in all, {fmean(map(len, firsts)):.0f} questions"
    )


def _gone(practices: Sequence[Practice]) -> list[int]:
    """On which days planted mistakes were unlearned."""
    return [(when - BEGIN).days + 1 for one in practices for when in one.learner.gone.values()]


def test_the_forecast_is_calibrated_within_ten_points(trial: Trial, record_property: Tell) -> None:
    for away in AWAY:
        for day in LOOKED:
            every = [one for one in trial.judged if one.away == away and one.day == day]
            told = [one for one in every if one.told.value is not None]
            assert len(told) >= 0.8 * len(every) or day < 6
            if not told:
                continue
            bias, apart = _errors(told)
            wide = fmean((one.told.high or 0) - (one.told.low or 0) for one in told)
            record_property(
                "figures",
                f"day {day:2}, exam {'next day' if away.days == 0 else f'after {away.days} days'}: "
                f"{fmean(one.right for one in told):.0%} right, forecast {bias:+.1%}, {apart:.1%} off on average; "
                f"{len(told)} of {len(every)} told, ranges {wide:.0%} wide, "
                f"{fmean(map(_holds, told)):.0%} hold",
            )
            assert abs(bias) <= 0.1
            assert apart <= 0.1


def test_ranges_hold_nine_of_ten_exams(trial: Trial) -> None:
    told = [one for one in trial.judged if one.told.value is not None]
    assert fmean(map(_holds, told)) >= 0.9


def test_who_is_told_more_is_readier(trial: Trial) -> None:
    """Within a tenth of the scale, what is foretold is what comes: not only on the average of all learners."""
    told = sorted((one for one in trial.judged if one.told.value is not None), key=lambda one: one.told.value or 0)
    fifth = len(told) // 5
    for place in range(5):
        bias, _ = _errors(told[place * fifth : (place + 1) * fifth])
        assert abs(bias) <= 0.1


def _errors(every: Sequence[Judged]) -> tuple[float, float]:
    """The mean error with its sign, and without."""
    errors = [(one.told.value or 0.0) - one.right for one in every]
    return fmean(errors), fmean(map(abs, errors))


def _holds(one: Judged) -> bool:
    return (one.told.low or 0.0) <= one.right <= (one.told.high or 0.0)
