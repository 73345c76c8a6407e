"""A log's file, opened after a look that it is one: what is none of ours is not touched."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from quizgen.cli.record import faults, schema

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_VERSION, _APPLICATION = slice(60, 64), slice(68, 72)


def opened(path: Path) -> sqlite3.Connection | None:
    """The file's connection, or None where there is nothing yet; raises QuizgenError where it is of no use."""
    with faults.blamed(path):
        if _is_empty(path):
            _has_room(path)
            return None
        _looked(path)
        return _connected(path)


def made(path: Path) -> sqlite3.Connection:
    """The connection of a file that is made if it is not there; raises QuizgenError where that cannot be."""
    with faults.blamed(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))  # nobody else reads what a learner gets wrong
        if not _is_empty(path):
            _looked(path)
        return _connected(path)


def _is_empty(path: Path) -> bool:
    """Whether there is no file, or one that was begun and holds nothing; raises QuizgenError for what is no file."""
    if path.exists() and not path.is_file():
        what = "a folder" if path.is_dir() else "no regular file"
        raise faults.foreign(path, what)
    return not path.exists() or path.stat().st_size == 0


def _has_room(path: Path) -> None:
    """Raises QuizgenError where no file can be made, before anybody answers a question in vain."""
    nearest = next(folder for folder in path.parents if folder.exists())
    if not nearest.is_dir():
        raise faults.unusable(path, f"{nearest} is a file and no folder")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise faults.unusable(path, f"nothing may be written in {nearest}")


def _looked(path: Path) -> None:
    """Raises QuizgenError where the first bytes are not those of a log that this version of quizgen reads."""
    with path.open("rb") as file:
        head = file.read(_HEADER)
    if not head.startswith(_MAGIC) or len(head) < _HEADER:
        raise faults.foreign(path, "something else")
    if int.from_bytes(head[_APPLICATION]) != schema.APPLICATION:
        raise faults.foreign(path, "another program's database")
    _readable(path, int.from_bytes(head[_VERSION]))
    for place in (path, path.parent):
        if not os.access(place, os.R_OK | os.W_OK):
            raise faults.unusable(path, f"{place} may not be written")


def _readable(path: Path, version: int) -> None:
    if version > schema.VERSION:
        raise faults.newer(path)


def _whole(path: Path, base: sqlite3.Connection) -> None:
    (found,) = base.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise faults.damaged(path, " ".join(str(found).split()))


def _connected(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=faults.PATIENCE, isolation_level=None)
    try:
        base.execute("PRAGMA synchronous = FULL")
        _readable(path, schema.version(base))
        _whole(path, base)
        schema.brought_up_to_date(base)
        # Where this does not succeed, because another process is writing or the file system has no shared memory,
        # SQLite's journal serves as well.
        with suppress(sqlite3.OperationalError):
            base.execute("PRAGMA journal_mode = WAL")
    except BaseException:
        base.close()
        raise
    return base
