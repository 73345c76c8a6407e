"""Events of a learner's log to lines of JSON and back: see docs/learning-log.md."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import Any

import msgspec
from msgspec import structs

from quizgen.errors import UsageError
from quizgen.reading.advice import advice
from quizgen.study.log.events import Answered, Event
from quizgen.study.log.records import HEAD, KINDS, RECORDS, VERSION

_NAMES = {kind: name for name, kind in KINDS.items()}


class Newer(UsageError):  # noqa: N818 - it names what was found
    """A line that a later version wrote."""


class _Head(msgspec.Struct):
    log: int
    event: str




def _word(value: object) -> str:
    """What an author's file calls something is a sort of string of its own."""
    if isinstance(value, str):
        return str(value)
    raise TypeError(f"a log holds no {type(value).__name__}")


_ENCODER = msgspec.json.Encoder(enc_hook=_word)
_HEAD = msgspec.json.Decoder(_Head)
_OWN = {name: msgspec.json.Decoder(kind) for name, kind in KINDS.items()}
_ANY = {name: msgspec.json.Decoder(record) for name, record in RECORDS.items()}
_FAULTS = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, OverflowError)


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


def written(text: str) -> Event:
    """The event of a line that ``line`` made, several times as fast; raises UsageError for what is none, and Newer."""
    try:
        return _OWN[_name(text)].decode(text)
    except _FAULTS as error:
        raise _fault(error) from None


def event(text: str | bytes) -> Event:
    """The event of a line from anywhere, in UTC; raises UsageError for what is none, and Newer."""
    found = _told(text)
    if isinstance(found, Answered):
        try:
            msgspec.json.decode(found.answer)
        except _FAULTS as error:
            raise UsageError(f"its answer is no JSON: {error}") from None
    return replace(found, time=found.time.astimezone(UTC))


def _told(text: str | bytes) -> Event:
    """The event of a line from anywhere."""
    name = ""
    try:
        name = _name(text)
        keys: dict[str, Any] = structs.asdict(_ANY[name].decode(text))
    except _FAULTS as error:
        _advise(text, name)
        raise _fault(error) from None
    return KINDS[name](**{key: value for key, value in keys.items() if key not in HEAD})


def _name(text: str | bytes) -> str:
    """Which event a line tells."""
    head = _HEAD.decode(text)
    if head.log > VERSION:
        raise Newer(f"it has version {head.log}, and this quizgen reads version {VERSION}: install a newer one")
    if head.event not in KINDS:
        raise UsageError(f"there is no event '{head.event}'; {advice(head.event, KINDS)}")
    return head.event


def _advise(text: str | bytes, name: str) -> None:
    """Raises UsageError for a key that there is not."""
    if name:
        known = RECORDS[name].__struct_fields__
        for key in msgspec.json.decode(text, type=dict[str, msgspec.Raw]):
            if key not in known:
                raise UsageError(f"there is no key '{key}' in an event '{name}'; {advice(key, known)}")


def _fault(error: Exception) -> UsageError:
    return UsageError(f"it tells no event of a learner's log: {error}")
