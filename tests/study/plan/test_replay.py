"""What a log says of a learner."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count

from quizgen.study.log.events import Answered, Event, ExamSet, Reset, Undone
from quizgen.study.plan.memories import Memory
from quizgen.study.plan.replay import replayed
from quizgen.study.plan.state import Cell

MORNING = datetime(2026, 12, 1, 9, tzinfo=UTC)
LATER = MORNING + timedelta(days=9)
_UIDS = count()


def tried(day: int = 0, *, right: bool = True, **other: object) -> Answered:
    number = next(_UIDS)
    usual: dict[str, object] = {
        "uid": f"{number:016x}",
        "time": MORNING + timedelta(days=day, seconds=number % 1000),
        "sitting": f"sitting-{day}",
        "mode": "today",
        "item": f"conv-output-size-{number}",
        "source": "conv-output-size",
        "topic": "output-size",
        "level": "easy",
        "kind": "choice",
        "attempt": 1,
        "answer": "1",
        "right": right,
        "share": float(right),
        "misconceptions": (),
        "concepts": (),
        "offered": (),
        "hints": 0,
        "seconds": 30.0,
        "version": "0.2.0",
    }
    return Answered(**usual | other)  # type: ignore[arg-type]  # of the fields' own types


def remembered(log: Sequence[Event]) -> dict[Cell, Memory]:
    return dict(replayed(log).cells)


def test_a_second_item_in_a_sitting_and_a_second_try_are_no_reviews() -> None:
    once = replayed([tried()])
    assert (
        replayed([tried(), tried(right=False), tried(attempt=2)]).cells["conv-output-size", "easy"]
        == once.cells["conv-output-size", "easy"]
    )
    assert once.cells["conv-output-size", "easy"].reviews == 1


def test_a_hint_brings_it_back_sooner_and_a_mistake_soonest() -> None:
    kinds = [tried(right=False), tried(hints=1), tried()]
    strengths = [replayed([one]).cells["conv-output-size", "easy"].strength.stability for one in kinds]
    assert strengths == sorted(strengths)
    assert len(set(strengths)) == 3


def test_evening_and_next_afternoon_are_a_day_apart() -> None:
    late, early = tried(time=MORNING.replace(hour=22)), tried(1, time=MORNING.replace(day=2, hour=14))
    memory = replayed([late, early]).cells["conv-output-size", "easy"]
    same_day = replayed([late, tried(1, time=MORNING.replace(hour=23))]).cells["conv-output-size", "easy"]
    assert memory.strength.stability > 2 * same_day.strength.stability


def test_what_is_undone_or_reset_does_not_count_and_the_exam_stays() -> None:
    first, second, other = tried(), tried(1, right=False), tried(1, source="conv-macs")
    exam = ExamSet(uid="e", time=MORNING, day=date(2026, 12, 12))
    log: list[Event] = [exam, first, second, other]
    undone = Undone(uid="u", time=MORNING, voided=second.uid)
    assert remembered([*log, undone]) == remembered([exam, first, other])
    assert remembered([*log, undone, Undone(uid="v", time=MORNING, voided="u")]) == remembered(log)
    assert [*replayed([*log, Reset(uid="r", time=MORNING + timedelta(days=1, hours=1), source="conv-macs")]).cells] == [
        ("conv-output-size", "easy")
    ]
    empty = replayed([*log, Reset(uid="r", time=MORNING + timedelta(days=1, hours=1), source=None)])
    assert (dict(empty.cells), empty.days, empty.exam) == ({}, (), date(2026, 12, 12))


def test_concepts_count_from_when_they_were_shown_and_wrong_is_worst_of_a_sitting() -> None:
    shown = tried(right=False, concepts=("kernel-sign",), offered=("kernel-sign", "ignores-padding"))
    avoided = tried(offered=("kernel-sign", "ignores-padding"))
    state = replayed([avoided, shown])
    assert [*state.concepts] == ["kernel-sign"]
    assert state.concepts["kernel-sign"].wrong == state.concepts["kernel-sign"].reviews == 1
    later = replayed([shown, tried(1, offered=("kernel-sign",)), tried(2, offered=("kernel-sign",))])
    assert later.mistakes["kernel-sign"].avoided == 2
    assert later.concepts["kernel-sign"].row == 2
