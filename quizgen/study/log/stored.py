"""Events of lines that quizgen itself has written, whose sum is right: read fast, since a quiz waits for them."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from quizgen.errors import UsageError
from quizgen.study.log.events import Answered, Event, ExamSet, Reset, Undone

VERSION = 1
"""That of the lines; raised where an older quizgen would read new ones wrongly."""
KINDS: Mapping[str, type[Event]] = {"answered": Answered, "exam-set": ExamSet, "undone": Undone, "reset": Reset}
"""What can happen, as the key ``event`` names it."""
HEAD = ("log", "event")
"""The keys of every line beside those of its event."""
FAULTS = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError, OverflowError)
"""What reading raises."""


class Newer(UsageError):  # noqa: N818 - it names what was found
    """A line that a later version wrote."""


class _Head(msgspec.Struct):
    log: int
    event: str


_HEAD = msgspec.json.Decoder(_Head)
_EVENTS = {name: msgspec.json.Decoder(kind) for name, kind in KINDS.items()}


def written(text: str) -> Event:
    """The event of a line that ``codec.line`` made; raises UsageError for what is none, and Newer."""
    try:
        return _EVENTS[named(text)].decode(text)
    except FAULTS as error:
        raise fault(error) from None


def named(text: str | bytes) -> str:
    """Which event a line tells; raises UsageError where there is none of that name, Newer, and what reading raises."""
    head = _HEAD.decode(text)
    if head.log > VERSION:
        raise Newer(f"it has version {head.log}, and this quizgen reads version {VERSION}: install a newer one")
    if head.event not in KINDS:
        from quizgen.reading.advice import advice

        raise UsageError(f"there is no event '{head.event}'; {advice(head.event, KINDS)}")
    return head.event


def fault(error: Exception) -> UsageError:
    """What is said about a line that cannot be read."""
    return UsageError(f"it tells no event of a learner's log: {error}")
