"""The tables of a log's file, how it is told from other files, and how an older one is brought up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from zlib import crc32

from quizgen.errors import UsageError
from quizgen.study.log import codec
from quizgen.study.log.events import Event

APPLICATION = int.from_bytes(b"QZGN")
"""Stands in the header of each file, as ``application_id``."""
VERSION = 2
"""Stands in the header as ``user_version``."""
TABLES = (
    "CREATE TABLE events (seq INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, line TEXT NOT NULL, crc INTEGER NOT NULL)",
    "CREATE TRIGGER kept BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END",
    "CREATE TRIGGER fixed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END",
)
ADD = "INSERT INTO events (uid, line, crc) VALUES (?, ?, ?) ON CONFLICT (uid) DO NOTHING"
READ = "SELECT uid, line, crc FROM events ORDER BY seq"


def row(uid: str, line: str) -> tuple[str, str, int]:
    """The columns of an event; the checksum tells what the disk has changed."""
    return uid, line, crc32(line.encode())


def event(uid: str, line: str, crc: int) -> Event:
    """The event in such columns; raises UsageError where they are not as they were written."""
    if crc32(line.encode()) != crc:
        raise UsageError(f"event {uid} has changed on the disk")
    found = codec.written(line)
    if found.uid != uid:
        raise UsageError(f"event {uid} has changed on the disk")
    return found


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


def version(base: sqlite3.Connection) -> int:
    """That of the file; 0 for one that is empty."""
    return int(base.execute("PRAGMA user_version").fetchone()[0])


def brought_up_to_date(base: sqlite3.Connection) -> None:
    """Makes the tables of an empty file, or what an older one lacks; raises UsageError for lines that tell no event."""
    if version(base) >= VERSION:
        return
    with transaction(base):
        for step in range(version(base), VERSION):  # read again: another process may have done it meanwhile
            _STEPS[step](base)
        base.execute(f"PRAGMA application_id = {APPLICATION}")
        base.execute(f"PRAGMA user_version = {VERSION}")


def _begun(base: sqlite3.Connection) -> None:
    """What version 1 was: lines, one after another."""
    base.execute("CREATE TABLE events (seq INTEGER PRIMARY KEY, line TEXT NOT NULL)")


def _checked(base: sqlite3.Connection) -> None:
    """Version 2 knows an event that comes twice, tells damage by a checksum, and takes nothing back."""
    lines = [line for (line,) in base.execute("SELECT line FROM events ORDER BY seq")]
    base.execute("DROP TABLE events")
    for table in TABLES:
        base.execute(table)
    for place, line in enumerate(lines, 1):
        try:
            base.execute(ADD, row(codec.written(line).uid, line))
        except UsageError as error:
            raise UsageError(f"event {place}: {error}") from None


_STEPS: Mapping[int, Callable[[sqlite3.Connection], None]] = {0: _begun, 1: _checked}
