"""What ``quizgen quiz`` writes into the learner's log for answers, but for when and how long."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from quizgen.answers import Given
from quizgen.cli.record import Record
from quizgen.cli.talk.journal import Journal
from quizgen.cli.talk.trying import Try
from quizgen.model import Item
from quizgen.study.log import codec
from quizgen.study.log.events import Event, Mode
from quizgen.study.session import grade

UNLIKE = ("uid", "time", "sitting", "seconds")


@dataclass
class Kept:
    """A log in memory."""

    events: list[Event] = field(default_factory=list)

    def append(self, event: Event) -> None:
        self.events.append(event)


def logged(
    item: Item, tries: Sequence[Sequence[Given]], hints: int = 0, mode: Mode = "practice"
) -> list[dict[str, Any]]:
    """A line for each try, as the terminal's journal notes what its own judgement gives."""
    kept = Kept()
    journal = Journal(cast("Record", kept))
    for attempt, answers in enumerate(tries, start=1):
        journal.note(item, Try(attempt, grade(item, answers).marks, hints, 1.0), mode)
    return [told(json.loads(codec.line(event))) for event in kept.events]


def told(event: dict[str, Any]) -> dict[str, Any]:
    """An event without what no two sittings share."""
    return {name: value for name, value in event.items() if name not in UNLIKE}
