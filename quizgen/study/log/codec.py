"""Events of a learner's log to lines of JSON and back: see docs/learning-log.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import UTC
from typing import TypeVar

import msgspec

from quizgen.errors import UsageError
from quizgen.reading.advice import advice
from quizgen.study.log.events import Answered, Event, ExamSet, Reset, Undone

T = TypeVar("T")
VERSION = 1
"""That of the lines; raised where an older quizgen would read new ones wrongly."""
KINDS: Mapping[str, type[Event]] = {"answered": Answered, "exam-set": ExamSet, "undone": Undone, "reset": Reset}
"""What can happen, as the key ``event`` names it."""
HEAD = ("log", "event")
"""The keys of every line beside those of its event."""
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
_DECODERS = {name: msgspec.json.Decoder(kind) for name, kind in KINDS.items()}


def line(event: Event) -> str:
    """The event as a line of JSON, without its end; raises ValueError for one that could not be read again."""
    body = _ENCODER.encode(event).decode()
    found = f'{{"log":{VERSION},"event":"{_NAMES[type(event)]}",{body[1:]}'
    try:
        same = written(found) == event
    except UsageError as error:
        raise ValueError(f"{error}: {found}") from error
    if not same:
        raise ValueError(f"read again, this would be another event: {found}")
    return found


def written(text: str | bytes) -> Event:
    """The event of a line that ``line`` made; raises UsageError for what is none, and Newer."""
    return _told(lambda: _event(text))


def event(text: str | bytes) -> Event:
    """The event of a line from anywhere; raises UsageError for what is none, also for keys that there are not."""
    found = written(text)
    keys = _told(lambda: msgspec.json.decode(text, type=dict[str, msgspec.Raw]))
    known = (*HEAD, *(field.name for field in fields(found)))
    for key in keys:
        if key not in known:
            raise UsageError(f"there is no key '{key}' in an event '{_NAMES[type(found)]}'; {advice(key, known)}")
    if isinstance(found, Answered):
        _told(lambda: msgspec.json.decode(found.answer), "its answer is no JSON")
    return replace(found, time=found.time.astimezone(UTC))


def _event(text: str | bytes) -> Event:
    head = _HEAD.decode(text)
    if head.log > VERSION:
        raise Newer(f"it has version {head.log}, and this quizgen reads version {VERSION}: install a newer one")
    if head.log < 1:
        raise UsageError(f"its version is {head.log}, which there never was")
    if head.event not in KINDS:
        raise UsageError(f"there is no event '{head.event}'; {advice(head.event, KINDS)}")
    return _DECODERS[head.event].decode(text)


def _told(read: Callable[[], T], what: str = "it tells no event of a learner's log") -> T:
    try:
        return read()
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, OverflowError) as error:
        raise UsageError(f"{what}: {error}") from None
