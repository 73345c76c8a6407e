"""Files that are no log of this quizgen: told from each other in a sentence, and left as they are."""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quizgen.cli.errors import LONGEST
from quizgen.cli.record import opened, schema
from quizgen.errors import QuizgenError
from quizgen.study.log import codec


@pytest.fixture
def log(path: Path, answer: Any) -> bytes:
    """The bytes of a log with sixty answers."""
    with opened() as record:
        record.extend(answer(number) for number in range(60))
    return path.read_bytes()


def database(path: Path, *commands: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        for command in commands:
            base.execute(command)


def text(path: Path) -> None:
    path.write_text("time,answer\n2026-12-01,4416\n", encoding="utf-8")


def folder(path: Path) -> None:
    path.mkdir()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def unmarked(path: Path) -> None:
    database(path, "CREATE TABLE events (seq INTEGER PRIMARY KEY, line TEXT)")


def others(path: Path) -> None:
    database(path, "PRAGMA application_id = 7", "PRAGMA user_version = 2", "CREATE TABLE events (line TEXT)")


def header(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


def empty(path: Path) -> None:
    path.touch()


def versioned(version: int) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        tables = (*schema.TABLES, f"PRAGMA application_id = {schema.APPLICATION}", f"PRAGMA user_version = {version}")
        database(path, *tables)

    return make


def bare(path: Path) -> None:
    database(path, f"PRAGMA application_id = {schema.APPLICATION}", f"PRAGMA user_version = {schema.VERSION}")


def later(path: Path) -> None:
    """A log of this version with an event of a later one."""
    versioned(schema.VERSION)(path)
    line = '{"log":2,"event":"reset","uid":"00000000000000aa","time":"2026-12-01T18:30:00Z","of":"everything"}'
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute(schema.ADD, schema.row("00000000000000aa", line))


FILES: Mapping[str, tuple[Callable[[Path], None], str]] = {
    "text": (text, "no log of quizgen but something else"),
    "folder": (folder, "no log of quizgen but a folder"),
    "pipe": (pipe, "no log of quizgen but no regular file"),
    "unmarked": (unmarked, "no log of quizgen but another program's database"),
    "others": (others, "no log of quizgen but another program's database"),
    "header": (header, "no log of quizgen but something else"),
    "empty": (empty, "is damaged (it is empty)"),
    "newer": (versioned(schema.VERSION + 1), "written by a newer quizgen"),
    "event": (later, "written by a newer quizgen"),
    "never": (versioned(0), "is damaged (it has version 0)"),
    "bare": (bare, "is damaged (no such table: events)"),
}


def refused(path: Path) -> str:
    """What is said where a log is read, and where one is added to."""
    with pytest.raises(QuizgenError) as caught, opened() as record:
        list(record.events())
    assert caught.value.exit_status == 1
    said = str(caught.value)
    assert said.startswith(str(path))
    assert len(said.replace(str(path), "")) < LONGEST - 60
    assert "--profile NAME" in said
    return said


def whole(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() if path.is_file() else b"" for path in folder.iterdir()}


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_log_is_refused_and_left_alone(name: str, path: Path) -> None:
    make, said = FILES[name]
    path.parent.mkdir()
    make(path)
    before = whole(path.parent)
    assert said in refused(path)
    assert whole(path.parent) == before


@pytest.mark.parametrize("command", ["progress", "progress undo", "progress export", "progress reset --yes"])
def test_commands_say_it_in_one_sentence(command: str, path: Path, run: Any) -> None:
    path.parent.mkdir()
    text(path)
    result = run(*command.split())
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1
    assert len(result.stderr) <= LONGEST


def test_another_profile_is_used_beside_it(path: Path, answer: Any) -> None:
    path.parent.mkdir()
    text(path)
    with opened("other") as record:
        record.append(answer(1))
    with opened("other") as record:
        assert list(record.events()) == [answer(1)]


def test_a_log_that_is_cut_off_is_refused_wherever_that_is(path: Path, log: bytes) -> None:
    for length in range(0, len(log), 499):
        path.write_bytes(log[:length])
        refused(path)
        assert path.read_bytes() == log[:length]


def flipped(data: bytes, many: int) -> Iterator[bytes]:
    """The bytes with a bit turned around, each time another one; half of them where SQLite keeps house."""
    chance = random.Random(12)  # noqa: S311 - the same bits each time
    for number in range(many):
        place = chance.randrange(len(data) if number % 2 else 120)
        changed = bytearray(data)
        changed[place] ^= 1 << chance.randrange(8)
        yield bytes(changed)


@pytest.mark.parametrize("many", [200, pytest.param(2000, marks=pytest.mark.slow)])
def test_a_bit_that_the_disk_has_turned_is_told_or_changes_nothing(
    path: Path, log: bytes, answer: Any, many: int
) -> None:
    same, told = 0, 0
    for data in flipped(log, many):
        path.write_bytes(data)
        try:
            with opened() as record:
                found = list(record.events())
        except QuizgenError:
            told += 1
            assert path.read_bytes() == data
        else:
            same += 1
            assert found == [answer(number) for number in range(60)]
    assert min(same, told) > many / 4


def test_an_event_is_never_changed_or_deleted(path: Path, log: bytes) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        for command in ("DELETE FROM events WHERE seq = 7", "UPDATE events SET line = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="events are never"):
                base.execute(command)
    assert path.read_bytes() == log


def test_a_row_that_is_missing_or_exchanged_is_told(path: Path, log: bytes, answer: Any) -> None:
    del log
    row = schema.row(answer(7).uid, codec.line(answer(8)))
    drop = "DROP TRIGGER kept"
    for commands in ((drop, "DELETE FROM events WHERE seq = 7"), ("DROP TRIGGER fixed", "UPDATE events SET uid = seq")):
        data = path.read_bytes()
        database(path, *commands)
        assert "not as it was written" in refused(path)
        path.write_bytes(data)
    with closing(sqlite3.connect(path, isolation_level=None)) as base:
        base.execute("DROP TRIGGER fixed")
        base.execute("UPDATE events SET line = ?, crc = ? WHERE uid = ?", (*row[1:], row[0]))
    assert "event 8 is not as it was written" in refused(path)
