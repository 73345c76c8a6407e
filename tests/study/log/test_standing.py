from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from msgspec.structs import replace

from quizgen.study.log.events import Answered, Event, ExamSet, Reset, Undone
from quizgen.study.log.standing import after, exam, last, standing

MORNING = datetime(2026, 12, 1, 9, tzinfo=UTC)
_UIDS = count(1)


def uid() -> str:
    return f"{next(_UIDS):016x}"


@pytest.fixture
def one(events: list[Event]) -> Answered:
    """A first try in the morning."""
    (first, *_) = events
    assert isinstance(first, Answered)
    return replace(first, time=MORNING, attempt=1)


def at(hours: float) -> datetime:
    return MORNING + timedelta(hours=hours)


def test_what_is_undone_counts_no_more_until_that_is_undone(one: Answered) -> None:
    undone = Undone(uid=uid(), time=at(1), voided=one.uid)
    again = Undone(uid=uid(), time=at(2), voided=undone.uid)
    assert standing([one]) == [one]
    assert standing([one, undone]) == []
    assert standing([one, undone, again]) == [one]
    assert standing([one, undone, again, Undone(uid=uid(), time=at(3), voided=again.uid)]) == []


def test_what_is_undone_may_be_in_a_log_that_is_added_later(one: Answered) -> None:
    assert standing([Undone(uid=uid(), time=at(1), voided=one.uid), one]) == []


def test_a_reset_is_for_what_was_answered_and_added_before(one: Answered) -> None:
    other = replace(one, uid=uid(), source="conv-macs")
    reset = Reset(uid=uid(), time=at(1), source=None)
    later = replace(one, uid=uid(), time=at(2))
    assert standing([one, other, reset, later]) == [reset, later]
    narrow = replace(reset, source="conv-macs")
    assert standing([one, other, narrow, later]) == [one, narrow, later]
    assert standing([one, reset, Undone(uid=uid(), time=at(3), voided=reset.uid)]) == [one]


def test_a_reset_on_another_machine_leaves_what_was_answered_here_since(one: Answered) -> None:
    reset = Reset(uid=uid(), time=at(1), source=None)
    since = replace(one, uid=uid(), time=at(2))
    assert standing([one, since, reset]) == [since, reset]


def test_after_a_reset_all_that_is_added_counts_even_if_the_clock_was_wrong_by_a_year(one: Answered) -> None:
    reset = Reset(uid=uid(), time=at(365 * 24), source=None)
    assert standing([reset, one]) == [reset, one]


def test_the_exam_is_on_the_day_that_was_said_last() -> None:
    first, then = (ExamSet(uid=uid(), time=at(hours), day=date(2026, 12, 10 + hours)) for hours in (1, 2))
    assert exam([]) is None
    assert exam([first, then]) == exam([then, first]) == date(2026, 12, 12)
    assert exam([first, replace(then, time=first.time)]) == date(2026, 12, 12)
    assert exam([first, then, Undone(uid=uid(), time=at(3), voided=then.uid)]) == date(2026, 12, 11)
    assert exam([first, then, ExamSet(uid=uid(), time=at(4), day=None)]) is None


def test_what_was_done_last_is_all_tries_at_an_item_or_a_reset(one: Answered) -> None:
    second = replace(one, uid=uid(), time=at(1), attempt=2)
    other = replace(one, uid=uid(), item="other", time=at(0.5))
    resets = [Reset(uid=uid(), time=at(2), source=source) for source in ("a", "b")]
    assert last([]) == ()
    assert last([one, other, second]) == (one, second)
    assert last([one, second, replace(one, uid=uid(), sitting="6", time=at(3))])[0].uid not in {one.uid, second.uid}
    assert last([one, *resets]) == tuple(resets)
    assert last([*resets, replace(one, time=at(3))]) == (replace(one, time=at(3)),)
    undone = [Undone(uid=uid(), time=at(4), voided=event.uid) for event in (one, second)]
    assert last([one, other, second, *undone]) == (other,)


def test_what_concerns_all_that_is_there_is_later_than_it(one: Answered) -> None:
    assert after(at(1), [one]) == at(1)
    assert after(at(-1), [one]) == MORNING
    assert after(at(1), []) == at(1)
