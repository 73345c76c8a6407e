"""Logs of version 1, which had a line for each event and nothing else."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quizgen.cli.record import opened, schema
from quizgen.errors import QuizgenError
from quizgen.study.log import codec
from quizgen.study.log.events import Event

OPEN = """
from quizgen.cli.record import opened
with opened() as record:
    print(len(list(record.events())))
"""
Old = Callable[..., list[Event]]


@pytest.fixture
def old(path: Path, answer: Any) -> Old:
    """Writes a log of version 1 with so many answers; they."""

    def made(many: int, more: Iterable[str] = (), mode: str = "WAL") -> list[Event]:
        events = [answer(number) for number in range(many)]
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        with closing(sqlite3.connect(path, isolation_level=None)) as base:
            base.execute(f"PRAGMA journal_mode = {mode}")
            base.execute("BEGIN")
            base.execute("CREATE TABLE events (seq INTEGER PRIMARY KEY, line TEXT NOT NULL)")
            lines = [*map(codec.line, events), *more]
            base.executemany("INSERT INTO events (line) VALUES (?)", [(line,) for line in lines])
            base.execute(f"PRAGMA application_id = {schema.APPLICATION}")
            base.execute("PRAGMA user_version = 1")
            base.execute("COMMIT")
        return events

    return made


def state(path: Path) -> tuple[int, list[str]]:
    """The version of a file and the lines in it, as SQLite finds them."""
    with closing(sqlite3.connect(path)) as base:
        lines = [line for (line,) in base.execute("SELECT line FROM events ORDER BY seq")]
        return base.execute("PRAGMA user_version").fetchone()[0], lines


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_an_old_log_is_brought_up_to_date_with_all_that_is_in_it(path: Path, old: Old, answer: Any, mode: str) -> None:
    events = old(30, mode=mode)
    with opened() as record:
        assert list(record.events()) == events
        record.append(answer(31))
    assert state(path) == (schema.VERSION, [codec.line(event) for event in [*events, answer(31)]])
    with opened() as record:
        assert list(record.events()) == [*events, answer(31)]
        assert record.extend([answer(5)]) == 0


def test_an_event_that_stood_twice_stands_once(old: Old, answer: Any) -> None:
    events = old(3, more=[codec.line(answer(1))])
    with opened() as record:
        assert list(record.events()) == events


def test_an_old_log_with_a_line_that_tells_nothing_is_left_as_it_is(path: Path, old: Old) -> None:
    old(30, more=['{"log":1,"event":"answered"}'])
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(QuizgenError, match=r"is damaged \(event 31: "):
            opened()
    assert path.read_bytes() == before


@pytest.mark.parametrize("times", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_an_update_that_is_killed_leaves_the_old_log_or_the_new_one(path: Path, old: Old, times: int) -> None:
    versions = set()
    for turn in range(times):
        events = old(600)
        program = subprocess.Popen([sys.executable, "-c", OPEN], stdout=subprocess.DEVNULL)
        while not path.with_name(f"{path.name}-shm").exists() and program.poll() is None:
            time.sleep(0.001)
        time.sleep(0.005 * (turn % 6))
        program.send_signal(signal.SIGKILL)
        program.wait()
        version, lines = state(path)
        versions.add(version)
        assert lines == [codec.line(event) for event in events]
        with opened() as record:
            assert list(record.events()) == events
    assert 1 in versions


def test_two_that_bring_it_up_to_date_at_once_do_it_once(old: Old) -> None:
    old(500)
    every = [subprocess.Popen([sys.executable, "-c", OPEN], stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [(*program.communicate(), program.returncode)[::2] for program in every] == [("500\n", 0)] * 3
