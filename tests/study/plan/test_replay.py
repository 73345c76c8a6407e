"""What a log says of a learner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from quizgen.space import Dice
from quizgen.study.log.events import Event, ExamSet, Reset, Undone
from quizgen.study.plan.memories import Memory
from quizgen.study.plan.replay import replayed
from quizgen.study.plan.state import Cell

if TYPE_CHECKING:
    from tests.study.plan.conftest import Tried

MORNING = datetime(2026, 12, 1, 9, tzinfo=UTC)
CELL: Cell = ("conv-output-size", "easy")


def remembered(log: Sequence[Event]) -> dict[Cell, Memory]:
    return dict(replayed(log).cells)


def test_a_second_item_in_a_sitting_and_a_second_try_are_no_reviews(tried: Tried) -> None:
    once = replayed([tried()])
    more = replayed([tried(), tried(right=False), tried(attempt=2), *(tried(mode="practice") for _ in range(9))])
    assert more.cells[CELL] == once.cells[CELL]
    assert once.cells[CELL].reviews == 1


def test_another_level_and_another_sitting_are_reviews_of_their_own(tried: Tried) -> None:
    state = replayed([tried(), tried(level="hard"), tried(sitting="in the evening")])
    assert {cell: memory.reviews for cell, memory in state.cells.items()} == {CELL: 2, (CELL[0], "hard"): 1}
    assert state.levels == {CELL[0]: ("easy", "hard")}


def test_a_hint_brings_it_back_sooner_and_a_mistake_soonest(tried: Tried) -> None:
    kinds = [tried(right=False), tried(hints=1), tried()]
    strengths = [replayed([one]).cells[CELL].strength.stability for one in kinds]
    assert strengths == sorted(strengths)
    assert len(set(strengths)) == 3


def test_it_is_due_after_whole_days_of_which_the_first_is_tomorrow(tried: Tried) -> None:
    assert replayed([tried(right=False)]).cells[CELL].due == date(2026, 12, 2)
    assert replayed([tried()]).cells[CELL].due == date(2026, 12, 3)
    assert replayed([tried(), tried(2)]).cells[CELL].due > date(2026, 12, 10)


def test_an_evening_and_the_next_afternoon_are_a_day_apart(tried: Tried) -> None:
    late = tried(time=MORNING.replace(hour=22))
    next_day = replayed([late, tried(1, time=MORNING.replace(day=2, hour=14))]).cells[CELL]
    same_day = replayed([late, tried(1, time=MORNING.replace(hour=23))]).cells[CELL]
    assert next_day.strength.stability > 2 * same_day.strength.stability


def test_days_are_those_of_the_learner(tried: Tried) -> None:
    log = [tried(time=MORNING.replace(hour=23))]
    assert replayed(log).days == (date(2026, 12, 1),)
    assert replayed(log, timezone(timedelta(hours=2))).days == (date(2026, 12, 2),)


def test_what_is_undone_or_reset_does_not_count_and_the_exam_stays(tried: Tried) -> None:
    first, second, other = tried(), tried(1, right=False), tried(1, source="conv-macs")
    exam = ExamSet(uid="e", time=MORNING, day=date(2026, 12, 12))
    log: list[Event] = [exam, first, second, other]
    undone = Undone(uid="u", time=MORNING, voided=second.uid)
    assert remembered([*log, undone]) == remembered([exam, first, other])
    assert remembered([*log, undone, Undone(uid="v", time=MORNING, voided="u")]) == remembered(log)
    late = MORNING + timedelta(days=2)
    assert [*replayed([*log, Reset(uid="r", time=late, source="conv-macs")]).cells] == [CELL]
    empty = replayed([*log, Reset(uid="r", time=late, source=None)])
    assert (dict(empty.cells), empty.days, empty.exam) == ({}, (), date(2026, 12, 12))


def test_concepts_count_from_when_they_were_shown_and_a_sitting_by_its_worst(tried: Tried) -> None:
    both = ("kernel-sign", "ignores-padding")
    shown, avoided = tried(right=False, concepts=both[:1], offered=both), tried(offered=both)
    state = replayed([avoided, shown, avoided])
    assert [*state.concepts] == ["kernel-sign"]
    assert state.concepts["kernel-sign"].wrong == state.concepts["kernel-sign"].reviews == 1
    assert state.offered == {CELL[0]: frozenset(both)}
    later = replayed([shown, tried(1, offered=both), tried(2, offered=both)])
    assert (later.mistakes["kernel-sign"].avoided, later.concepts["kernel-sign"].row) == (2, 2)


def test_a_wrong_answer_avoids_nothing_and_neither_does_a_hint(tried: Tried) -> None:
    shown = tried(right=False, concepts=("kernel-sign",), offered=("kernel-sign",))
    for other in (tried(1, right=False, offered=("kernel-sign",)), tried(1, hints=1, offered=("kernel-sign",))):
        assert replayed([shown, other]).mistakes["kernel-sign"].avoided == 0
    second = [tried(1, right=False, offered=("kernel-sign",)), tried(1, attempt=2, offered=("kernel-sign",))]
    assert replayed([shown, *second]).concepts["kernel-sign"].reviews == 1


def test_the_latest_mistake_comes_first_and_says_where(tried: Tried) -> None:
    log = [tried(0, right=False, misconceptions=("a",), concepts=("c",)), tried(1, right=False, misconceptions=("b",))]
    assert replayed([*log, tried(2)]).slips == {CELL[0]: ("b", "a")}
    other = tried(3, right=False, source="conv-macs", concepts=("c",))
    mistake = replayed([*log, other]).mistakes["c"]
    assert (mistake.shown, mistake.last, mistake.sources) == (2, date(2026, 12, 4), ("conv-macs", CELL[0]))


@pytest.mark.parametrize("seed", range(20))
def test_two_logs_say_the_same_whichever_was_put_to_the_other(tried: Tried, seed: int) -> None:
    dice = Dice("two logs", seed)
    names = ("conv-output-size", "conv-macs", "stack-jump")
    log: list[Event] = [
        tried(
            day,
            right=dice.below(3) > 0,
            source=names[dice.below(3)],
            sitting=f"{day}-{day % 2}",
            time=MORNING + timedelta(days=day, minutes=number),
            concepts=(f"c{dice.below(3)}",),
            offered=("c0", "c1", "c2"),
        )
        for day in range(12)
        for number in range(4)
    ]
    here, there = log[::2], log[1::2]
    one, other = replayed([*here, *there]), replayed([*there, *here])
    assert dict(one.cells) == dict(other.cells) == remembered(log)
    assert dict(one.concepts) == dict(other.concepts)
    assert (one.mistakes, one.days, one.done) == (other.mistakes, other.days, other.done)


def test_a_clock_that_goes_back_breaks_nothing(tried: Tried) -> None:
    memory = replayed([tried(5), tried(0, sitting="with the clock set back")]).cells[CELL]
    assert (memory.first, memory.last, memory.reviews) == (date(2026, 12, 1), date(2026, 12, 6), 2)


def test_minutes_of_a_day_are_those_of_its_plan_with_time_to_read(tried: Tried) -> None:
    times = [MORNING + timedelta(seconds=second) for second in (30, 80, 900)]
    log = [tried(time=time, seconds=30.0, item=f"item-{time}") for time in times]
    practice = tried(time=MORNING + timedelta(seconds=950), mode="practice")
    done = replayed([*log, practice]).done
    assert [seconds for _, seconds in done[date(2026, 12, 1)].items] == [
        30,
        50,
        90,
    ]  # 20 s of reading, a break
    assert [*done] == [date(2026, 12, 1)]
