"""A file of events, a line each: read whole, or told which line is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BufferedIOBase

from quizgen.errors import UsageError
from quizgen.study.log import codec
from quizgen.study.log.events import Event

LONGEST = 1_000_000
"""Bytes of a line."""
_MARK = b"\xef\xbb\xbf"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def written(events: Iterable[Event]) -> Iterator[bytes]:
    """The events as a file has them."""
    return (f"{codec.line(event)}\n".encode() for event in events)


def read(file: BufferedIOBase, name: str, known: Iterable[Event]) -> list[Event]:
    """The events of a file; raises UsageError, which names the line, for what is none.

    It also does where one has the uid of another event, of the file or among those that are ``known``.
    """
    every = {event.uid: event for event in known}
    found: list[Event] = []
    for number, line in _lines(file, name):
        try:
            event = codec.event(line)
        except UsageError as error:
            raise UsageError(f"{name}, line {number}: {error}; nothing was added") from None
        if every.setdefault(event.uid, event) != event:
            raise UsageError(f"{name}, line {number}: another event has the uid {event.uid}; nothing was added")
        found.append(event)
    return found


def _lines(file: BufferedIOBase, name: str) -> Iterator[tuple[int, bytes]]:
    """The lines that are not empty, with their numbers."""
    number = 0
    while line := file.readline(LONGEST + 1):
        number += 1
        if number == 1 and line.startswith(_WIDE):
            raise UsageError(f"{name}: this is UTF-16; save the file as UTF-8")
        if len(line) > LONGEST:
            raise UsageError(f"{name}, line {number}: it has more than {LONGEST:,} bytes; nothing was added")
        if text := line.removeprefix(_MARK if number == 1 else b"").strip():
            yield number, text
