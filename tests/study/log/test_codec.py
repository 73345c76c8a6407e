from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from quizgen.errors import UsageError
from quizgen.study.log import codec
from quizgen.study.log.events import Answered, ExamSet
from quizgen.study.log.stored import Newer, written

CHANGES: Mapping[str, tuple[Mapping[str, Any], str]] = {
    "key": ({"hint": 1}, "there is no key 'hint' in an event 'answered'; did you mean 'hints'?"),
    "event": ({"event": "answerd"}, "there is no event 'answerd'; did you mean 'answered'?"),
    "old": ({"log": 0}, r"\$.log"),
    "uid": ({"uid": "0123456789ABCDEF"}, r"\$.uid"),
    "line feed": ({"uid": "0123456789abcde\n"}, r"\$.uid"),
    "zone": ({"time": "2026-12-01T18:30:05"}, r"\$.time"),
    "end of time": ({"time": "9999-12-31T23:59:59-12:00"}, "its time is in the year 9999"),
    "beginning": ({"time": "0001-01-01T00:00:00+12:00"}, "its time is in the year 1;"),
    "day": ({"time": "2026-13-01T18:30:05Z"}, r"\$.time"),
    "word": ({"mode": "homework"}, r"\$.mode"),
    "attempt": ({"attempt": 0}, r"\$.attempt"),
    "number": ({"hints": "1"}, r"\$.hints"),
    "share": ({"share": 1.5}, r"\$.share"),
    "escape": ({"item": "\x1b[2Jgone"}, r"\$.item"),
    "end": ({"source": "conv\n"}, r"\$.source"),
    "listed": ({"concepts": ["a", "b\x07"]}, r"\$.concepts"),
    "empty": ({"source": ""}, r"\$.source"),
    "answer": ({"answer": "4,416"}, "its answer is no JSON"),
    "deep": ({"answer": "[" * 10_000}, "its answer is no JSON"),
}
OTHERS = (
    *(b"", b"null", b"[]", b"7", b"{}", b'{"log":1}', b'{"log":1,"event":"answered"}', b'{"log":1e99,"event":"reset"}'),
    *(b"\xff\xfe", b"{" * 100_000, b"[" * 9999),
)


def test_what_is_written_is_read_again(events: Any) -> None:
    for event in events:
        line = codec.line(event)
        assert "\n" not in line
        assert written(line) == codec.event(line) == codec.event(line.encode()) == event
        assert codec.line(codec.event(line)) == line


@pytest.mark.parametrize("name", CHANGES)
def test_a_line_that_is_wrong_is_told(events: Any, name: str) -> None:
    change, said = CHANGES[name]
    with pytest.raises(UsageError, match=said):
        codec.event(json.dumps(json.loads(codec.line(events[0])) | change))


@pytest.mark.parametrize("key", ["log", "event", "uid", "time", "answer", "version"])
def test_a_key_that_is_missing_is_told(events: Any, key: str) -> None:
    told = json.loads(codec.line(events[0]))
    del told[key]
    with pytest.raises(UsageError, match=f"missing required field `{key}`"):
        codec.event(json.dumps(told))


@pytest.mark.parametrize("text", OTHERS)
def test_what_tells_no_event_is_refused(text: bytes) -> None:
    with pytest.raises(UsageError):
        codec.event(text)


def test_a_line_of_a_later_version_is_told_from_a_wrong_one(events: Any) -> None:
    later = json.dumps(json.loads(codec.line(events[0])) | {"log": 2, "more": 1})
    for read in (codec.event, written):
        with pytest.raises(Newer, match="install a newer one"):
            read(later)


def test_what_may_be_left_out_is_none() -> None:
    told = {"log": 1, "event": "answered", "uid": "0" * 16, "time": "2026-12-01T18:30:05Z", "sitting": "page"}
    told |= {"mode": "practice", "item": "i", "source": "s", "topic": "t", "level": "easy", "kind": "choice"}
    told |= {"attempt": 1, "answer": "null", "right": False, "share": 0, "misconceptions": [], "concepts": []}
    found = codec.event(json.dumps(told | {"hints": 0, "seconds": 3, "version": "1"}))
    assert isinstance(found, Answered)
    assert found.offered == ()


def test_times_are_those_of_utc_wherever_they_were_written() -> None:
    text = '{"event":"exam-set","log":1,"uid":"00000000000000ff","time":"2026-12-01T20:30:00+05:30","day":null}'
    assert codec.event(text) == ExamSet(uid=f"{255:016x}", time=datetime(2026, 12, 1, 15, tzinfo=UTC), day=None)
    assert '"time":"2026-12-01T15:00:00Z"' in codec.line(codec.event(text))


@pytest.mark.parametrize(
    "change",
    [{"hints": -1}, {"seconds": float("nan")}, {"uid": "x"}, {"item": "a\nb"}, {"level": "harder"}, {"share": 2.0}],
    ids=str,
)
def test_an_event_that_nobody_could_read_again_is_not_written(events: Any, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="tells no event"):
        codec.line(replace(events[0], **change))


def test_what_an_authors_file_calls_something_is_a_text(events: Any) -> None:
    class Word(str):
        __slots__ = ()

    told = codec.line(replace(events[0], topic=Word("parameters"), concepts=(Word("adds-sides"),)))
    assert told == codec.line(events[0])
    assert type(codec.event(told).topic) is str  # type: ignore[union-attr]  # an answer


def test_a_time_without_an_offset_is_not_written(events: Any) -> None:
    with pytest.raises(ValueError, match="time"):
        codec.line(replace(events[0], time=datetime(2026, 12, 1, 18, 30)))  # noqa: DTZ001 - that is what is wrong
