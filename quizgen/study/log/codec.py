"""Events of a learner's log to lines of JSON and back: see docs/learning-log.md."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from quizgen.errors import UsageError
from quizgen.study.log.events import Answered, Event, ExamSet, Reset, Undone

VERSION = 1
"""That of the lines; raised where an older quizgen would read new ones wrongly."""
KINDS: Mapping[str, type[Event]] = {"answered": Answered, "exam-set": ExamSet, "undone": Undone, "reset": Reset}
_NAMES = {kind: name for name, kind in KINDS.items()}
_ENCODER = msgspec.json.Encoder()


class _Head(msgspec.Struct):
    """What every line begins with."""

    log: int
    event: str


_HEAD = msgspec.json.Decoder(_Head)
_DECODERS = {name: msgspec.json.Decoder(kind) for name, kind in KINDS.items()}


def line(event: Event) -> str:
    """The event as a line of JSON, without its end."""
    body = _ENCODER.encode(event).decode()
    return f'{{"log":{VERSION},"event":"{_NAMES[type(event)]}",{body[1:]}'


def event(text: str | bytes) -> Event:
    """The event that a line tells; raises UsageError for what is none."""
    try:
        head = _HEAD.decode(text)
        if head.log > VERSION:
            raise UsageError(f"it was written by a newer quizgen (version {head.log} of the log); install a newer one")
        if head.event not in _DECODERS:
            raise UsageError(f"there is no event '{head.event}'; there are {', '.join(KINDS)}")
        return _DECODERS[head.event].decode(text)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise UsageError(f"it tells no event of a learner's log: {error}") from None
