"""What is remembered of a learner, from one run to the next: a log of events in a file for each profile."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from quizgen.study.log.events import Event

PROFILE = "default"
"""Whose log it is where nobody says."""


class Record(AbstractContextManager["Record"], Protocol):
    """A learner's log, which is only ever added to; closed at the end of its context."""

    place: str
    """Where it is kept, in words."""

    def append(self, event: Event) -> None:
        """Adds an event, which is there for good when this returns; raises QuizgenError where it cannot be kept."""

    def extend(self, events: Iterable[Event]) -> int:
        """Adds those events that are not there, all or none; how many these were. Raises QuizgenError."""

    def events(self) -> Iterator[Event]:
        """All events as they are now, in the order in which they were added; imported ones are not sorted by time.

        Raises QuizgenError where the file is damaged.
        """

    def close(self) -> None:
        """Leaves the file."""


def new_uid() -> str:
    """The uid of an event that happens now."""
    return secrets.token_hex(8)


def opened(profile: str = PROFILE, *, keep: bool = True) -> Record:
    """The log of a profile; without ``keep`` one that begins empty and is forgotten at the end.

    No file is made before there is something to keep. Raises UsageError for a name that no profile can have,
    QuizgenError where nothing can be kept, and for a file that is none of ours, damaged or of a newer quizgen, which is
    left alone.
    """
    if not keep:
        from quizgen.cli.record.forgotten import Forgotten

        return Forgotten()
    from quizgen.cli.record.kept import Kept
    from quizgen.cli.record.places import path

    return Kept(path(profile))
