"""A log in a file of SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from quizgen.cli.record import faults, opening, schema
from quizgen.study.log.events import Event


class Kept:
    """The log in the file at ``path``, which is made with its first event."""

    def __init__(self, path: Path) -> None:
        self.place = str(path)
        self._path = path
        self._base = opening.opened(path)
        self._same = opening.identity(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def append(self, event: Event) -> None:
        """Adds an event, which is on the disk when this returns."""
        self.extend((event,))

    def extend(self, events: Iterable[Event]) -> int:
        """Adds those that are not there, all or none; how many these were."""
        from quizgen.study.log.codec import line

        rows = [schema.row(event.uid, line(event)) for event in events]
        if not rows:
            return 0
        self._look()
        with faults.blamed(self._path):
            base = self._made()
            before = base.total_changes
            with schema.transaction(base):
                base.executemany(schema.ADD, rows)
            added = base.total_changes - before
            schema.put_together(base)
            return added

    def events(self) -> Iterator[Event]:
        """All events as they are now."""
        self._look()
        with faults.blamed(self._path):
            return iter(schema.events(self._base) if self._base else ())

    def _look(self) -> None:
        """Takes the file that is there now: somebody may have deleted it, moved it away or brought it back."""
        if opening.identity(self._path) != self._same:
            self.close()
            self._base = opening.opened(self._path)
            self._same = opening.identity(self._path)

    def close(self) -> None:
        """Leaves the file."""
        if self._base is not None:
            self._base.close()
            self._base = None

    def _made(self) -> sqlite3.Connection:
        if self._base is None:
            self._base = opening.made(self._path)
            self._same = opening.identity(self._path)
        return self._base
