from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizgen.study.sitting.events import SCHEMA, Begun, Flagged, Handed, Happened, Resumed, Turned, Wrote
from quizgen.study.sitting.state import GRACE, Overview, State, overview, replayed

START = datetime(2026, 12, 1, 9, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def begun(minutes: int = 45) -> Begun:
    return Begun(at=START, schema=SCHEMA, version="0", sitting="ab", digest="00", minutes=minutes)


def state(*events: Happened, minutes: int = 45) -> State:
    return replayed(begun(minutes), events)


def test_the_clock_runs_on_while_somebody_is_away() -> None:
    found = state(Turned(at=at(1), place=0), Wrote(at=at(2), column="1", text="C"), Resumed(at=at(30)))
    assert found.left(at(31)) == timedelta(minutes=14)
    assert found.end == at(45)
    assert not found.over(at(44.9))
    assert found.over(at(45))
    assert found.left(at(60)) == timedelta(0)


def test_without_a_limit_it_is_never_over() -> None:
    found = state(minutes=0)
    assert found.end is None
    assert found.left(at(10_000)) is None
    assert not found.over(at(10_000))
    assert found.heard(at(10_000))


def test_the_line_that_is_open_at_the_end_still_counts_and_no_other() -> None:
    found = state(Wrote(at=at(44), column="1", text="A"))
    assert found.apply(Wrote(at=at(45) + GRACE, column="2", text="B"))
    assert not found.apply(Wrote(at=at(45) + GRACE, column="3", text="C"))
    assert found.texts == {"1": "A", "2": "B"}


def test_what_comes_after_the_grace_does_not_count() -> None:
    found = state()
    assert not found.heard(at(45) + GRACE + timedelta(seconds=1))
    assert not found.apply(Wrote(at=at(47), column="1", text="A"))
    assert found.texts == {}


def test_nothing_counts_after_it_was_handed_in() -> None:
    found = state(Wrote(at=at(1), column="1", text="A"), Handed(at=at(2)))
    assert not found.apply(Wrote(at=at(3), column="1", text="B"))
    assert found.texts == {"1": "A"}
    assert found.handed == at(2)


def test_whoever_comes_back_later_handed_in_at_the_end() -> None:
    assert state(Handed(at=at(500))).handed == at(45)


def test_the_latest_answer_counts_and_may_be_taken_back() -> None:
    found = state(Wrote(at=at(1), column="1", text="A"), Wrote(at=at(2), column="1", text="B"))
    assert found.texts["1"] == "B"
    found.apply(Wrote(at=at(3), column="1", text=""))
    assert not found.texts["1"]


def test_time_at_a_question_is_that_between_its_events_without_that_away() -> None:
    found = state(
        Turned(at=at(0), place=0),
        Wrote(at=at(1), column="1", text="A"),
        Turned(at=at(1.5), place=1),
        Resumed(at=at(20)),
        Turned(at=at(20), place=1),
        Wrote(at=at(22), column="2", text="A"),
        Turned(at=at(22), place=0),
        Handed(at=at(23)),
    )
    assert found.seconds == {0: 150.0, 1: 120.0}


def test_flags_come_and_go() -> None:
    found = state(Flagged(at=at(1), place=3, on=True), Flagged(at=at(1), place=4, on=True))
    found.apply(Flagged(at=at(2), place=3, on=False))
    assert found.flagged == {4}


def test_somebody_comes_back_to_the_question_that_was_on_the_screen() -> None:
    assert state(Turned(at=at(1), place=7), Flagged(at=at(2), place=2, on=True)).place == 7


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        ({}, Overview((), (), (0, 1, 2), (1,))),
        ({"1": "C", "2a": "5"}, Overview((0,), (1,), (2,), (1,))),
        ({"2a": "5", "2b": "6", "3": "1; ; 3"}, Overview((1,), (2,), (0,), (1,))),
        ({"1": "C", "2a": "5", "2b": "6", "3": "1; 2; 3"}, Overview((0, 1, 2), (), (), (1,))),
        ({"1": "", "3": "; ; "}, Overview((), (), (0, 1, 2), (1,))),
    ],
)
def test_the_overview_tells_answered_begun_open_and_flagged_apart(texts: dict[str, str], wanted: Overview) -> None:
    assert overview(texts, {1}, [{"1": 1}, {"2a": 1, "2b": 1}, {"3": 3}]) == wanted
