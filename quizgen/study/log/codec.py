"""Events of a learner's log to lines of JSON, and lines from anywhere to events: see docs/learning-log.md."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import msgspec
from msgspec import structs
from msgspec.structs import replace

from quizgen.errors import UsageError
from quizgen.reading.advice import advice
from quizgen.study.log.events import Answered, Event
from quizgen.study.log.records import RECORDS
from quizgen.study.log.stored import FAULTS, HEAD, KINDS, VERSION, fault, named, written

FIRST, LAST = 2000, 2999
"""Years of what comes from elsewhere: every time zone has all their times."""
_NAMES = {kind: name for name, kind in KINDS.items()}


def _word(value: object) -> str:
    """What an author's file calls something is a sort of string of its own."""
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"a log holds no {type(value).__name__}")


_ENCODER = msgspec.json.Encoder(enc_hook=_word)
_DECODERS = {name: msgspec.json.Decoder(record) for name, record in RECORDS.items()}


def line(event: Event) -> str:
    """The event as a line of JSON, without its end; raises ValueError for one that could not be read again."""
    body = _ENCODER.encode(event).decode()
    found = f'{{"log":{VERSION},"event":"{_NAMES[type(event)]}",{body[1:]}'
    try:
        same = _told(found) == event == written(found)
    except UsageError as error:
        raise ValueError(f"{error}: {found}") from error
    if not same:
        raise ValueError(f"read again, this would be another event: {found}")
    return found


def event(text: str | bytes) -> Event:
    """The event of a line from anywhere, in UTC; raises UsageError for what is none, and Newer."""
    found = _told(text)
    if isinstance(found, Answered):
        try:
            msgspec.json.decode(found.answer)
        except FAULTS as error:
            raise UsageError(f"its answer is no JSON: {error}") from None
    if not FIRST <= found.time.year <= LAST:
        raise UsageError(f"its time is in the year {found.time.year}; there are times from {FIRST} to {LAST}")
    return replace(found, time=found.time.astimezone(UTC))


def _told(text: str | bytes) -> Event:
    """The event of a line from anywhere."""
    name = ""
    try:
        name = named(text)
        keys: dict[str, Any] = structs.asdict(_DECODERS[name].decode(text))
    except FAULTS as error:
        _advise(text, name)
        raise fault(error) from None
    return KINDS[name](**{key: value for key, value in keys.items() if key not in HEAD})


def _advise(text: str | bytes, name: str) -> None:
    """Raises UsageError for a key that there is not."""
    if name:
        known = RECORDS[name].__struct_fields__
        for key in msgspec.json.decode(text, type=dict[str, msgspec.Raw]):
            if key not in known:
                raise UsageError(f"there is no key '{key}' in an event '{name}'; {advice(key, known)}")
