"""A log that is forgotten at its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
        before = len(self._events)
        for event in events:
            self._events.setdefault(event.uid, event)
        return len(self._events) - before

    def events(self) -> Iterator[Event]:
        """All events as they are now."""
        return iter(list(self._events.values()))

    def close(self) -> None:
        """Nothing is left to be done."""
