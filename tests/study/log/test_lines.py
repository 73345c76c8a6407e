from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace

from quizgen.errors import UsageError
from quizgen.study.log.lines import LONGEST, read, written


def test_what_was_written_is_read_again_in_its_order(events: Any) -> None:
    data = b"".join(written(events))
    assert data.count(b"\n") == len(events)
    assert read(BytesIO(data), "f", []) == read(BytesIO(data), "f", events) == events


def test_empty_lines_ends_of_lines_and_a_mark_are_as_editors_leave_them(events: Any) -> None:
    data = b"\xef\xbb\xbf" + b"".join(written(events)).replace(b"\n", b"\r\n\r\n") + b"\n  \n"
    assert read(BytesIO(data), "f", []) == read(BytesIO(data.rstrip()), "f", []) == events
    assert read(BytesIO(b""), "f", []) == []


def test_a_line_that_is_wrong_is_named(events: Any) -> None:
    first, second, third = list(written(events[1:4]))
    data = b"\n".join([first, second.replace(b'"day"', b'"days"'), third])
    with pytest.raises(UsageError, match=r"^mine\.jsonl, line 3: .*nothing was added$"):
        read(BytesIO(data), "mine.jsonl", [])
    with pytest.raises(UsageError, match="line 3"):
        read(BytesIO(first + second + third[:-9]), "mine.jsonl", [])


def test_one_event_is_no_other(events: Any) -> None:
    event = events[0]
    other = replace(event, right=True, share=1.0)
    lines = b"".join(written([event, event]))
    assert read(BytesIO(lines), "f", [event]) == [event, event]
    with pytest.raises(UsageError, match=f"line 2: another event has the uid {event.uid}"):
        read(BytesIO(b"".join(written([event, other]))), "f", [])
    with pytest.raises(UsageError, match=f"line 1: another event has the uid {event.uid}"):
        read(BytesIO(lines), "f", [other])


def test_what_is_no_text_of_lines_is_told() -> None:
    with pytest.raises(UsageError, match="save the file as UTF-8"):
        read(BytesIO("{}\n".encode("utf-16")), "f", [])
    with pytest.raises(UsageError, match="line 1: it has more than 1,000,000 bytes"):
        read(BytesIO(b" " * (LONGEST + 1)), "f", [])
