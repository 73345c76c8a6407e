from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from quizgen.cli.record import opened


def test_what_was_appended_is_there_for_the_next_run(answer: Any) -> None:
    with opened() as record:
        record.append(answer(1))
        record.append(answer(2))
    with opened() as record:
        assert list(record.events()) == [answer(1), answer(2)]


def test_an_event_that_is_there_is_not_added_again(answer: Any) -> None:
    with opened() as record:
        assert record.extend([answer(1), answer(2), answer(1)]) == 2
        assert record.extend([answer(2), answer(3)]) == 1
        assert list(record.events()) == [answer(1), answer(2), answer(3)]


def test_events_come_in_the_order_in_which_they_were_added(answer: Any) -> None:
    added = [answer(uid) for uid in (7, 3, 5)]
    with opened() as record:
        record.extend(added[:2])
        record.append(added[2])
        assert list(record.events()) == added


def test_no_file_is_made_before_there_is_something_to_keep(path: Path, answer: Any) -> None:
    with opened() as record:
        assert list(record.events()) == []
        assert not path.parent.exists()
        record.append(answer(1))
    assert path.is_file()


def test_profiles_do_not_mix(answer: Any) -> None:
    with opened("anna") as anna, opened("ben") as ben:
        anna.append(answer(1))
        ben.append(answer(2))
        assert [list(record.events()) for record in (anna, ben)] == [[answer(1)], [answer(2)]]


def test_without_keeping_a_log_lasts_as_long_as_it_is_open(path: Path, answer: Any) -> None:
    with opened(keep=False) as record:
        record.append(answer(2))
        record.append(answer(1))
        record.append(answer(1, time=answer(1).time + timedelta(days=1)))
        assert list(record.events()) == [answer(2), answer(1)]
    assert not path.exists()
    with opened(keep=False) as record:
        assert list(record.events()) == []
