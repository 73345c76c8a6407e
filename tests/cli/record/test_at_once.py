"""Two terminals, or ten, at one log."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quizgen.cli.record import opened, schema
from quizgen.errors import QuizgenError
from quizgen.study.log import codec

WRITER = """
import os, sys
from msgspec.structs import replace
from quizgen.cli.record import opened
from quizgen.study.log import codec

turns, writers, many = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
pattern = codec.event(sys.stdin.readline())

def write(own, turn):
    with opened(f"turn-{turn}") as record:
        for number in range(many):
            record.append(replace(pattern, uid=f"{own}{number:015x}"))

for turn in range(turns):
    waiting, going = os.pipe()
    for own in writers:
        if not os.fork():
            os.close(going)
            os.read(waiting, 1)  # until all are there
            write(own, turn)
            os._exit(0)
    os.close(going)
    os.close(waiting)
    assert [os.wait()[1] for _ in writers] == [0] * len(writers)
"""

BEGINNER = """
import sys
from quizgen.cli.record import opened
from quizgen.study.log import codec

event = codec.event(sys.stdin.readline())
with opened() as record:
    record.append(event)
"""


def written(pattern: str, turns: int, writers: str, many: int) -> None:
    """In each turn as many processes begin together, each of which writes so many answers one by one into a new log."""
    program = [sys.executable, "-c", WRITER, str(turns), writers, str(many)]
    done = subprocess.run(program, input=pattern + "\n", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def uids(turn: int) -> list[str]:
    with opened(f"turn-{turn}") as record:
        return [event.uid for event in record.events()]


@pytest.mark.parametrize("many", [30, pytest.param(1000, marks=pytest.mark.slow)])
def test_of_the_answers_of_two_processes_none_is_lost(answer: Any, many: int) -> None:
    written(codec.line(answer(1)), 1, "ab", many)
    found = uids(0)
    assert Counter(uid[0] for uid in found) == {"a": many, "b": many}
    for own in "ab":
        assert [uid for uid in found if uid[0] == own] == [f"{own}{number:015x}" for number in range(many)]


def test_a_log_that_several_begin_at_once_is_begun_once(answer: Any) -> None:
    written(codec.line(answer(1)), 3, "abcd", 1)
    assert [sorted(uid[0] for uid in uids(turn)) for turn in range(3)] == [[*"abcd"]] * 3


def test_who_removes_what_a_killed_program_left_does_not_remove_what_another_begins(
    path: Path, answer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.parent.mkdir()
    path.with_name(path.name + "-wal").write_bytes(b"left behind")
    program = [sys.executable, "-c", BEGINNER]
    other = subprocess.Popen(program, stdin=subprocess.PIPE, text=True)
    unlink = Path.unlink

    def slowly(orphan: Path) -> None:
        assert other.stdin is not None
        other.stdin.write(codec.line(answer(1)) + "\n")
        other.stdin.close()
        with pytest.raises(subprocess.TimeoutExpired):
            other.wait(1)
        unlink(orphan)

    monkeypatch.setattr(Path, "unlink", slowly)
    with opened() as record:
        record.append(answer(2))
        monkeypatch.undo()
        assert other.wait() == 0
        assert list(record.events()) == [answer(2), answer(1)]


def test_who_has_to_wait_too_long_is_told(path: Path, answer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "PATIENCE", 0.05)
    with opened() as record:
        record.append(answer(1))
    with opened() as record, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert list(record.events()) == [answer(1)]
        with pytest.raises(QuizgenError, match="has been held by another program"):
            record.append(answer(2))
        other.execute("ROLLBACK")
        record.append(answer(3))
        assert list(record.events()) == [answer(1), answer(3)]


def test_one_sees_what_the_other_adds(answer: Any) -> None:
    with opened() as one, opened() as other:
        one.append(answer(1))
        other.append(answer(2))
        assert list(one.events()) == list(other.events()) == [answer(1), answer(2)]
