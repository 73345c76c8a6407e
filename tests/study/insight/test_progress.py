import json
import os
from collections.abc import Sequence
from datetime import UTC, timedelta

import jsonschema
import pytest
from practised import BEGIN

from quizgen import catalog, resources
from quizgen.misconceptions.concepts import concepts
from quizgen.study.insight import writing
from quizgen.study.insight.found import Progress
from quizgen.study.insight.progress import progress
from quizgen.study.log.events import Answered, Event, ExamSet, Reset, Undone


def told(events: Sequence[Event], days: float = 20) -> Progress:
    return progress(events, BEGIN + timedelta(days=days), catalog.listed(), concepts(), "0.2.0", UTC)


def test_everything_is_counted_once(events: Sequence[Event], found: Progress) -> None:
    firsts = [one for one in events if isinstance(one, Answered) and one.attempt == 1]
    assert found.tried.items == len(firsts) == sum(one.tried.items for one in found.topics)
    assert found.tried.first == sum(one.right for one in firsts)
    assert found.tried.first < found.tried.final < found.tried.items
    assert found.seen == sum(one.seen for one in found.topics) == len({one.source for one in firsts})
    assert found.solid == sum(one.solid for one in found.topics)
    assert found.kinds == sum(one.kinds for one in found.topics) == len(catalog.listed())


def test_days_of_practice_are_the_last_fourteen(found: Progress) -> None:
    assert [one.day for one in found.practised] == [BEGIN.date() + timedelta(days=day) for day in range(7, 21)]
    assert [one.items > 0 for one in found.practised] == [day % 3 != 2 and day < 20 for day in range(7, 21)]


def test_what_is_due_comes_within_a_week_and_what_is_overdue_today(found: Progress) -> None:
    assert [one.day for one in found.coming] == [BEGIN.date() + timedelta(days=day) for day in range(20, 27)]
    assert found.coming[0].kinds > 0
    assert sum(one.kinds for one in found.coming) <= found.seen


def test_nearly_all_is_due_before_the_exam(events: Sequence[Event]) -> None:
    near = ExamSet(uid="f" * 16, time=BEGIN + timedelta(days=19), day=BEGIN.date() + timedelta(days=22))
    found = told([*events, near])
    assert found.coming[-1].day == near.day
    assert sum(one.kinds for one in found.coming) >= 0.9 * found.seen


def test_a_planted_mistake_is_alive_and_has_a_name_and_what_is_right(found: Progress) -> None:
    (bias,) = (one for one in found.mistakes if one.concept == "forgets-bias")
    assert bias.life == "alive"
    assert bias.name == "forgets the bias"
    assert "bias" in bias.meaning
    assert bias.shown > 5


def test_readiness_is_told_for_today_and_the_exam(found: Progress) -> None:
    ready = found.readiness
    assert (ready.day, ready.reason) == (BEGIN.date() + timedelta(days=40), "exam")
    assert ready.now.value is not None
    assert ready.then.value is not None
    assert ready.then.value < ready.now.value
    assert len(ready.course) == len([day for day in range(20) if day % 3 != 2])


@pytest.mark.parametrize("day", [None, -5])
def test_without_an_exam_to_come_it_is_told_for_two_weeks(events: Sequence[Event], day: int | None) -> None:
    exam = None if day is None else BEGIN.date() + timedelta(days=20 + day)
    found = told([*events, ExamSet(uid="f" * 16, time=BEGIN + timedelta(days=12), day=exam)])
    assert (found.readiness.day, found.readiness.reason) == (BEGIN.date() + timedelta(days=34), "two-weeks")


def test_on_the_day_of_the_exam_both_are_the_same(events: Sequence[Event]) -> None:
    found = told(
        [*events, ExamSet(uid="f" * 16, time=BEGIN + timedelta(days=12), day=BEGIN.date() + timedelta(days=20))]
    )
    assert found.readiness.now == found.readiness.then


def test_what_was_undone_or_reset_is_not_told(events: Sequence[Event], found: Progress) -> None:
    last = [one for one in events if isinstance(one, Answered)][-1]
    undone = Undone(uid="a" * 16, time=BEGIN + timedelta(days=20), voided=last.uid)
    assert told([*events, undone]).tried != found.tried
    reset = told([*events, Reset(uid="b" * 16, time=BEGIN + timedelta(days=20), source=None)])
    assert (reset.tried.items, reset.mistakes, reset.seen) == (0, [], 0)
    assert reset.exam == found.exam


def test_an_empty_log_tells_nothing_and_fails_nowhere() -> None:
    found = told([])
    assert found.tried.items == 0
    assert found.readiness.now.value is None
    assert "0 first tries" in found.readiness.now.why


def test_the_json_keeps_its_schema(found: Progress) -> None:
    rules = json.loads(writing.schema())
    for one in (found, told([])):
        jsonschema.Draft202012Validator(rules).validate(json.loads(writing.json(one)))


def test_the_schema_is_that_of_the_records() -> None:
    path = resources.banks() / "schema" / writing.NAME
    if os.environ.get("QUIZGEN_UPDATE_GOLDEN"):
        path.write_text(writing.schema(), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == writing.schema(), "QUIZGEN_UPDATE_GOLDEN=1 pytest tests/study/insight"


def test_the_same_log_tells_the_same(events: Sequence[Event], found: Progress) -> None:
    assert writing.json(told(events)) == writing.json(found)


def test_nothing_is_gone_that_the_day_still_looks_for(events: Sequence[Event]) -> None:
    for days in range(3, 21, 3):
        found = told([one for one in events if one.time < BEGIN + timedelta(days=days)], days)
        gone = {one.name for one in found.mistakes if one.life == "gone"}
        assert not [name for name in gone if name in found.first_line]
