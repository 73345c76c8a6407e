"""A log that is forgotten at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from types import TracebackType
from typing import Self

from quizgen.study.log.events import Event


class Forgotten:
    """A log in memory alone."""

    place = "nowhere"

    def __init__(self) -> None:
        self._events: dict[str, Event] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def append(self, event: Event) -> None:
        """Adds an event."""
        self.extend((event,))

    def extend(self, events: Iterable[Event]) -> int:
        """Adds those that are not there; how many these were."""
        new = {event.uid: event for event in events if event.uid not in self._events}
        self._events |= new
        return len(new)

    def events(self) -> Iterator[Event]:
        """All events by their times."""
        return iter(sorted(self._events.values(), key=attrgetter("time")))

    def close(self) -> None:
        """Nothing is left to be done."""
