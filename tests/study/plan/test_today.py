"""What a day brings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, cast

import pytest

from quizgen import catalog
from quizgen.asking.source import Source
from quizgen.catalog.prerequisites import prerequisites
from quizgen.study.log.events import Event, ExamSet
from quizgen.study.plan.day import Day
from quizgen.study.plan.replay import replayed
from quizgen.study.plan.today import today
from tests.study.plan.conftest import Bare

if TYPE_CHECKING:
    from tests.study.plan.conftest import Courses, Sources, Tried

START = datetime(2026, 12, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)
SHIPPED = catalog.listed()


def names(day: Day, reason: str = "") -> list[str]:
    return [one.source for one in day.planned if reason in ("", one.reason)]


def test_on_the_first_day_core_kinds_come_first_of_which_nothing_waits_for_another() -> None:
    first = today(replayed([]), START, SHIPPED)
    assert first.first_line == f"Day 1 · 0 of {len(SHIPPED)} kinds seen, 0 solid · today: 12 new - about 12 min"
    assert {"conv-output-size", "conv-parameters", "effective-kernel-size", "conv-value"} <= {*names(first)}
    assert {one.level for one in first.planned} == {"easy"}
    known = {source.id: source for source in SHIPPED}
    assert [name for name in names(first) if prerequisites().of(known[name])] == []


def test_what_is_due_comes_by_what_exams_ask_and_by_how_often_it_was_right(tried: Tried, sources: Sources) -> None:
    rare = cast(Source, Bare("rare", "topic-0", "special"))
    log = [tried(0, source=name) for name in ("rare", "kind-0", "kind-1")] + [tried(2, source="kind-0")]
    plan = today(replayed(log), START + 40 * DAY, [rare, *sources(2, topics=1)])
    assert sorted(names(plan, "due"), key=names(plan).index) == ["kind-1", "kind-0", "rare"]


def test_repeats_in_a_sitting_change_no_day(tried: Tried, sources: Sources) -> None:
    once = [tried(0, source=f"kind-{one}") for one in range(4)]
    rapid = [tried(0, source="kind-0", mode="practice") for _ in range(50)]
    for day in range(1, 20):
        plan, repeated = (today(replayed(log), START + day * DAY, sources(4)) for log in (once, [*once, *rapid]))
        assert names(plan) == names(repeated)


def test_living_mistakes_are_looked_at_where_they_can_be_made_in_other_kinds_too(
    tried: Tried, sources: Sources
) -> None:
    both = ("kernel-sign", "ignores-padding")
    log = [tried(0, source=f"kind-{one}", offered=both) for one in range(4)]
    log += [tried(0, source=f"kind-{one}") for one in range(4, 6)]
    log += [tried(0, source="kind-6", right=False, concepts=both[:1], offered=both)]
    plan = today(replayed(log), START + DAY, sources(7))
    assert names(plan, "due") == ["kind-6"]
    assert {*names(plan, "weak")} == {"kind-0", "kind-1", "kind-2", "kind-3", "kind-6"}
    assert len({*names(plan)[:5]}) == 5, "what comes twice comes once more at the end"
    assert {one.concepts for one in plan.of("weak")} == {both[:1]}
    assert " weak (takes the wrong sign in formulas)" in plan.first_line


def test_a_family_comes_twice_where_nothing_else_shows_its_mistake_and_a_file_once(
    tried: Tried, sources: Sources
) -> None:
    log = [tried(0, source="kind-0", right=False, concepts=("kernel-sign",), offered=("kernel-sign",))]
    plan = today(replayed(log), START + DAY, sources(1))
    assert "today: 1 due, 1 weak (takes the wrong sign in formulas) - about 2 min" in plan.first_line
    file = today(replayed(log), START + DAY, sources(1, authored=True))
    assert (names(file, "due"), names(file, "weak")) == (["kind-0"], [])


def test_what_was_shown_more_often_is_looked_at_more_often(tried: Tried, sources: Sources) -> None:
    both = ("kernel-sign", "ignores-padding")
    log = [tried(0, source=f"kind-{one}", right=False, concepts=both[:1], offered=both) for one in range(3)]
    log += [tried(0, source=f"kind-{one}", right=False, concepts=both[1:], offered=both) for one in range(3, 4)]
    log += [tried(0, source=f"kind-{one}", offered=both) for one in range(4, 12)]
    weak = [one.concepts[0] for one in today(replayed(log), START + DAY, sources(20)).of("weak")]
    assert weak.count("kernel-sign") > weak.count("ignores-padding") > 0


def test_a_mistake_that_was_avoided_twice_is_looked_for_no_more(tried: Tried, sources: Sources) -> None:
    log = [tried(0, source="kind-0", right=False, concepts=("kernel-sign",), offered=("kernel-sign",))]
    for day in (1, 2):
        assert today(replayed(log), START + day * DAY, sources(5)).of("weak")
        log.append(tried(day, source="kind-0", offered=("kernel-sign",)))
    assert not today(replayed(log), START + 3 * DAY, sources(5)).of("weak")


def test_minutes_follow_from_what_the_learner_takes(tried: Tried, sources: Sources) -> None:
    every = sources(40)
    slow = [tried(0, source=f"kind-{one}", seconds=120.0, item=f"item-{one}") for one in range(3)]
    assert len(today(replayed([]), START, every).planned) == 16
    assert len(today(replayed(slow), START + DAY, every).planned) == 6
    assert len(today(replayed(slow), START + DAY, every, minutes=30).planned) == 15
    assert len(today(replayed(slow), START + DAY, every, number=20).planned) == 20
    assert today(replayed(slow), START + DAY, every, minutes=30).minutes == 30


@pytest.mark.parametrize("seconds", [0.0, 0.5, 3.0, 44.0, 600.0, 90_000.0])
def test_a_day_ends_with_its_plan_however_fast_or_slow_it_went(tried: Tried, sources: Sources, seconds: float) -> None:
    every, log = sources(60), list[Event]()
    for day in range(3):
        plan = today(replayed(log), START + day * DAY, every)
        assert 3 <= len(plan.planned) <= 33
        given = {"seconds": seconds, "time": START + day * DAY}
        log += [tried(day, source=one.source, item=f"{day} {one.source}", **given) for one in plan.planned]
        assert today(replayed(log), START + day * DAY, every).planned == ()


def test_who_knows_no_answer_is_not_fast(tried: Tried, sources: Sources) -> None:
    log = [tried(0, source=f"kind-{one}", item=f"{one}", answer="null", right=False, seconds=3.0) for one in range(9)]
    assert replayed(log).seconds == {}
    assert len(today(replayed(log), START + DAY, sources(60)).planned) == 16


def test_a_number_is_filled_with_what_is_due_soon(tried: Tried, sources: Sources) -> None:
    log = [tried(0, source=f"kind-{one}") for one in range(6)]
    plan = today(replayed(log), START + DAY, sources(6), number=4)
    assert names(plan, "early") == names(plan)
    assert len(plan.planned) == 4


def test_a_day_that_was_begun_goes_on_and_ends(tried: Tried, sources: Sources) -> None:
    every = sources(40)
    whole = today(replayed([]), START, every)
    log: list[Event] = []
    asked = []
    for one in whole.planned[:10]:
        log.append(tried(0, source=one.source, item=one.source, seconds=45.0, time=START + len(log) * timedelta(0, 45)))
        asked.append(one.source)
    rest = today(replayed(log), START + timedelta(hours=1), every)
    assert {*names(rest)}.isdisjoint(asked)
    assert 5 <= len(rest.planned) <= 7
    log += [tried(0, source=one.source, item=one.source, seconds=60.0) for one in rest.planned]
    done = today(replayed(log), START + timedelta(hours=2), every)
    assert done.planned == ()
    assert done.first_line.endswith("today's plan is done, new ones tomorrow")
    assert today(replayed(log), START + timedelta(hours=2), every, number=3).planned


def test_a_clock_that_was_wrong_once_leaves_a_day_that_is_done(tried: Tried, sources: Sources) -> None:
    every = sources(40)
    log: list[Event] = [tried(400, source="kind-39", item="next year")]
    plan = today(replayed(log), START, every).planned
    log += [tried(0, source=one.source, item=one.source, seconds=60.0) for one in plan]
    done = today(replayed(log), START + timedelta(hours=1), every)
    assert done.planned == ()
    assert "today's plan is done" in done.first_line


def test_with_nothing_due_it_says_when(tried: Tried, sources: Sources) -> None:
    log = [tried(0, source=f"kind-{one}", level="hard") for one in range(4)]
    plan = today(replayed(log), START + DAY, sources(4))
    assert plan.planned == ()
    assert plan.first_line == "Day 2 · 4 of 4 kinds seen, 0 solid · nothing due today, 4 due tomorrow"
    assert plan.advice.startswith("Come back tomorrow, when 4 kinds are due. To practise more now, name a topic: ")


def test_without_sources_there_is_nothing(tried: Tried) -> None:
    plan = today(replayed([tried()]), START, [])
    assert (plan.planned, plan.seen, plan.kinds, plan.later) == ((), 0, 0, None)


def test_a_review_that_gains_little_yields_to_a_kind_that_was_never_asked(tried: Tried, sources: Sources) -> None:
    log = [tried(day, source=f"kind-{one}", seconds=45.0) for day in (0, 2, 13) for one in range(30)]
    late = today(replayed(log), START + 80 * DAY, sources(40), number=12)
    assert {*names(late, "new")} == {f"kind-{one}" for one in range(30, 40)}
    assert len(late.of("due")) == 2


def test_a_review_of_what_exams_ask_often_comes_before_a_rare_kind(tried: Tried, sources: Sources) -> None:
    rare = [cast(Source, Bare(f"rare-{one}", f"topic-{one % 5}", "special")) for one in range(20)]
    log = [tried(0, source=f"kind-{one}", right=False) for one in range(5)]
    plan = today(replayed(log), START + 3 * DAY, [*sources(5, weight="core"), *rare], number=5)
    assert {*names(plan, "due")} == {f"kind-{one}" for one in range(5)}


def plans(course: Courses, days: Sequence[int], seed: int) -> list[Day]:
    return [*course(SHIPPED, f"course {seed}", 5 + seed % 5, START.date() + 20 * DAY).days(*days)]


@pytest.mark.parametrize("seed", range(10))
def test_every_day_of_a_course_keeps_the_rules(course: Courses, seed: int) -> None:
    days = (0, 1, 2, 3, 5, 6, 9, 14, 18, 19, 20, 23)
    known, after = {source.id: source for source in SHIPPED}, prerequisites()
    seen: set[str] = set()
    for plan in plans(course, days, seed):
        asked = names(plan)
        for name, times in Counter(asked).items():
            assert times == 1 or (times == 2 and name in names(plan, "weak")), "twice only for a mistake"
        assert all(one.topic != other.topic for one, other in pairwise(plan.planned)), "topics are no neighbours"
        assert 8 <= plan.minutes <= 14
        for name in names(plan, "new"):
            behind = [wanted for wanted in after.of(known[name]) if wanted in known]
            assert name in seen or {*behind} <= {*seen, *asked}, "what stands behind it was met"
        for one in plan.planned:
            assert one.source in seen or one.level == "easy", "a kind is met at easy"
        seen |= {*asked}


def test_the_same_log_and_day_give_the_same_plan(course: Courses) -> None:
    learner = course(SHIPPED, "same", 7)
    for _ in learner.days(0, 1, 2):
        pass
    one, other = learner.plan(3), learner.plan(3)
    assert (one.planned, one.first_line) == (other.planned, other.first_line)


def test_who_is_often_wrong_meets_something_new_on_each_such_day(course: Courses, sources: Sources) -> None:
    """Else hardly anything new would be seen for weeks; how much there is follows from what it gains."""
    plans = [*course(sources(114), "often wrong", knows=5).days(*range(20))]
    kept = [one for one in plans[2:] if one.of("weak") and len(one.of("due")) + len(one.of("weak")) < len(one.planned)]
    assert kept
    assert all(one.of("new") for one in kept)
    assert plans[-1].seen >= 60


def test_what_was_wrong_last_is_not_solid_on_the_day_of_the_exam(tried: Tried, sources: Sources) -> None:
    exam = ExamSet(uid="e", time=START, day=START.date())
    log: list[Event] = [exam, tried(0, source="kind-0"), tried(0, source="kind-1", right=False)]
    assert today(replayed(log), START, sources(3)).solid == 1
