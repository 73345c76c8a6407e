"""The tables of a log's file, how it is told from other files, and how an older one is brought up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from zlib import crc32

from quizgen.errors import UsageError
from quizgen.study.log import stored
from quizgen.study.log.events import Event

APPLICATION = int.from_bytes(b"QZGN")
"""Stands in the header of each file, as ``application_id``."""
OLDEST, VERSION = 1, 2
"""Stand in the header as ``user_version``."""
TABLES = (
    "CREATE TABLE events (seq INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, line TEXT NOT NULL, crc INTEGER NOT NULL)",
    "CREATE TRIGGER kept BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END",
    "CREATE TRIGGER fixed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END",
)
PATIENCE = 10.0
"""Seconds that one process waits for another one's writing."""
ADD = "INSERT INTO events (uid, line, crc) VALUES (?, ?, ?) ON CONFLICT (uid) DO NOTHING"
READ = "SELECT seq, uid, line, crc FROM events ORDER BY seq"


def row(uid: str, line: str) -> tuple[str, str, int]:
    """The columns of an event; the checksum tells what the disk has changed."""
    return uid, line, crc32(line.encode())


def events(base: sqlite3.Connection) -> list[Event]:
    """All events; raises UsageError where the rows are not as they were written."""
    return [_event(place, *columns) for place, columns in enumerate(base.execute(READ).fetchall(), 1)]


def _event(place: int, seq: object, uid: object, line: object, crc: object) -> Event:
    """The event in the row that is at this place."""
    if seq == place and isinstance(line, str) and crc32(line.encode()) == crc:
        found = stored.written(line)
        if found.uid == uid:
            return found
    raise UsageError(f"event {place} is not as it was written")


@contextmanager
def transaction(base: sqlite3.Connection) -> Iterator[None]:
    """What is written in the block is there when it ends, all of it, or nothing."""
    base.execute("BEGIN IMMEDIATE")
    try:
        yield
        base.execute("COMMIT")
    finally:
        if base.in_transaction:
            base.execute("ROLLBACK")


def put_together(base: sqlite3.Connection) -> None:
    """Moves what was written from the file ``-wal`` into the log's own, unless another process or a full disk hinders.

    So a log that somebody deletes is gone, one that is copied is whole, and one that is brought back is not mixed with
    what stood in another.
    """
    base.execute("PRAGMA busy_timeout = 0")
    try:
        with suppress(sqlite3.OperationalError):  # it is kept in either file
            base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        base.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000:.0f}")


def version(base: sqlite3.Connection) -> int:
    """That of the file."""
    return int(base.execute("PRAGMA user_version").fetchone()[0])


def make(base: sqlite3.Connection) -> None:
    """Makes the tables in a new file."""
    with transaction(base):
        for table in TABLES:
            base.execute(table)
        base.execute(f"PRAGMA application_id = {APPLICATION}")
        base.execute(f"PRAGMA user_version = {VERSION}")


def bring_up_to_date(base: sqlite3.Connection) -> None:
    """Adds what an older file lacks, all or nothing; raises UsageError for lines that tell no event."""
    if version(base) == VERSION:
        return
    with transaction(base):
        for step in range(version(base), VERSION):  # read again: another process may have done it meanwhile
            _STEPS[step](base)
        base.execute(f"PRAGMA user_version = {VERSION}")


def _checked(base: sqlite3.Connection) -> None:
    """Version 1 had lines alone; 2 knows what comes twice, tells damage by a checksum, and takes nothing back."""
    lines = [line for (line,) in base.execute("SELECT line FROM events ORDER BY seq")]
    base.execute("DROP TABLE events")
    for table in TABLES:
        base.execute(table)
    for place, line in enumerate(lines, 1):
        try:
            base.execute(ADD, row(stored.written(line).uid, line))
        except UsageError as error:
            raise UsageError(f"event {place}: {error}") from None


_STEPS: Mapping[int, Callable[[sqlite3.Connection], None]] = {1: _checked}
