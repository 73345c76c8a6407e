"""A log's file, opened after a look that it is one: what is none of ours is not touched."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from quizgen.cli.record import faults, schema
from quizgen.staging import Staging, alone_in

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_VERSION, _APPLICATION = slice(60, 64), slice(68, 72)


def opened(path: Path) -> sqlite3.Connection | None:
    """The file's connection, or None where there is none yet; raises QuizgenError where it is of no use."""
    with faults.blamed(path):
        if not os.path.lexists(path):
            _has_room(path)
            return None
        _looked(path)
        return _connected(path)


def made(path: Path) -> sqlite3.Connection:
    """The connection of a file that is made if it is not there, whole at once; raises QuizgenError."""
    with faults.blamed(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        staging = Staging()
        try:
            part = staging.place(path.parent)
            os.close(os.open(part, os.O_RDWR | os.O_CREAT, 0o600))  # nobody else reads what a learner gets wrong
            with closing(_plain(part)) as base:
                schema.make(base)
                with suppress(sqlite3.OperationalError):  # without shared memory, SQLite's journal serves as well
                    base.execute("PRAGMA journal_mode = WAL")
            with alone_in(path.parent):  # what another one removes is never what this one has begun
                _sweep(path)
                _put(part, path)
        finally:
            staging.close()
        _looked(path)
        return _connected(path)


def identity(path: Path) -> tuple[int, int] | None:
    """What tells the file from others that have its name at another time; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _sweep(path: Path) -> None:
    """Removes what a killed program left beside a log that was deleted then: SQLite would read it with the new one."""
    for end in ("-wal", "-shm", "-journal"):
        orphan = path.with_name(path.name + end)
        if orphan.exists() and not path.exists():
            orphan.unlink()


def _put(part: Path, path: Path) -> None:
    """Gives the file its name, unless another process was first."""
    try:
        os.link(part, path)
    except FileExistsError:
        return
    except OSError:  # not every file system has links
        part.rename(path)
    _flush(path.parent)


def _flush(folder: Path) -> None:
    """Has the folder written to the disk, where the system does that: the name of a file stands in it."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _has_room(path: Path) -> None:
    """Raises QuizgenError where no file can be made, before anybody answers a question in vain."""
    nearest = next(folder for folder in path.parents if folder.exists())
    if not nearest.is_dir():
        raise faults.unusable(path, f"{nearest} is a file and no folder")
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise faults.unusable(path, f"nothing may be written in {nearest}")


def _looked(path: Path) -> None:
    """Raises QuizgenError where the first bytes are not those of a log that this version of quizgen reads."""
    if path.exists() and not path.is_file():
        raise faults.foreign(path, "a folder" if path.is_dir() else "no regular file")
    with path.open("rb") as file:
        head = file.read(_HEADER)
    if not head:
        raise faults.damaged(path, "it is empty")
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
    if version < schema.OLDEST:
        raise faults.damaged(path, f"it has version {version}")


def _plain(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=schema.PATIENCE, isolation_level=None)
    base.execute("PRAGMA synchronous = FULL")
    return base


def _connected(path: Path) -> sqlite3.Connection:
    base = _plain(path)
    try:
        _readable(path, schema.version(base))
        _whole(path, base)
        schema.bring_up_to_date(base)
    except BaseException:
        base.close()
        raise
    return base


def _whole(path: Path, base: sqlite3.Connection) -> None:
    (found,) = base.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise faults.damaged(path, " ".join(str(found).replace("*** in database main ***", "").split()))
