"""What is said about a file that is of no use; it is left as it is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizgen.cli.errors import reason
from quizgen.cli.record.schema import PATIENCE
from quizgen.errors import QuizgenError, UsageError
from quizgen.study.log.stored import Newer

_ELSEWHERE = "or take another one with --profile NAME"
_UNKEPT = "free some room or mend that, or use --no-record; nothing that was kept before is lost"


def foreign(path: Path, what: str) -> QuizgenError:
    """The file belongs to somebody else."""
    return QuizgenError(f"{path} is no log of quizgen but {what}, and is left alone: move it away, {_ELSEWHERE}")


def damaged(path: Path, why: str) -> QuizgenError:
    """The file was a log."""
    return QuizgenError(
        f"{path} is damaged ({why}), and is left alone: bring back a copy, or move it away to begin anew, {_ELSEWHERE}"
    )


def newer(path: Path) -> QuizgenError:
    """The file, or an event in it, is beyond this version of quizgen."""
    return QuizgenError(
        f"{path} was written by a newer quizgen, and is left alone: install a newer quizgen, {_ELSEWHERE}"
    )


def unusable(path: Path, why: str) -> QuizgenError:
    """Nothing can be kept there."""
    return QuizgenError(
        f"{path} cannot be used: {why}; mend that, name another folder in QUIZGEN_DATA, or use --no-record"
    )


@contextmanager
def blamed(path: Path) -> Iterator[None]:
    """Turns what SQLite and the system say about the file into QuizgenError."""
    try:
        yield
    except sqlite3.Error as error:
        raise _told(path, error) from error
    except OSError as error:
        raise unusable(path, reason(error)) from error
    except UnicodeDecodeError as error:  # of what SQLite says about a table whose name is no text
        raise damaged(path, "it holds what is no text") from error
    except Newer as error:
        raise newer(path) from error
    except UsageError as error:
        raise damaged(path, str(error)) from error


def _told(path: Path, error: sqlite3.Error) -> QuizgenError:
    text, code = str(error), getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        return foreign(path, "something else")
    if code == sqlite3.SQLITE_BUSY:
        return QuizgenError(f"{path} has been held by another program for {PATIENCE:.0f} seconds: try again later")
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return QuizgenError(f"{path} cannot be written ({text}): {_UNKEPT}")
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH):
        return unusable(path, text)
    return damaged(path, text)
