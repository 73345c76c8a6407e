"""What happens while an exam is sat, in the order in which it happened; times are aware, in UTC."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

import msgspec

SCHEMA = 1
"""The version of these events."""


class Event(msgspec.Struct, frozen=True, kw_only=True, tag_field="do"):
    """Something that happened at a time."""

    at: datetime


class Begun(Event, frozen=True, kw_only=True, tag="begin"):
    """The clock starts.

    ``digest`` is that of the questions, ``version`` that of quizgen, ``sitting`` an id of its own, ``seed`` what the
    form was drawn by, if it was. ``minutes`` is 0 where there is no end. ``number`` and ``name`` are those of whoever
    sits it, where they were asked for.
    """

    schema: int
    version: str
    sitting: str
    digest: str
    minutes: int
    seed: str = ""
    number: str = ""
    name: str = ""


class Resumed(Event, frozen=True, kw_only=True, tag="resume"):
    """Somebody came back; the clock ran on meanwhile."""


class Turned(Event, frozen=True, kw_only=True, tag="turn"):
    """The question at a place, from 0, is on the screen."""

    place: int


class Wrote(Event, frozen=True, kw_only=True, tag="write"):
    """What stands in a column from now on, as in a table of results; empty where an answer was taken back."""

    column: str
    text: str


class Flagged(Event, frozen=True, kw_only=True, tag="flag"):
    """A question is to be looked at again, or no more."""

    place: int
    on: bool


class Handed(Event, frozen=True, kw_only=True, tag="hand-in"):
    """It is over."""


Happened: TypeAlias = Begun | Resumed | Turned | Wrote | Flagged | Handed
