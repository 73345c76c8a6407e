"""Where logs are, and where none can be."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quizgen.cli.record import opened, places
from quizgen.errors import QuizgenError, UsageError
from quizgen.study.log import codec

FULL = """
import sys
from msgspec.structs import replace
from quizgen.cli.record import opened
from quizgen.errors import QuizgenError
from quizgen.study.log import codec

pattern = codec.event(sys.stdin.readline())
with opened() as record:
    try:
        for number in range(10_000):
            record.append(replace(pattern, uid=f"{number:016x}"))
            print(f"{number:016x}", flush=True)
    except QuizgenError as error:
        print(error)
"""


def test_a_log_is_where_the_variable_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: Any) -> None:
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / "a" / "b"))
    with opened("anna") as record:
        record.append(answer(1))
        assert record.place == str(tmp_path / "a" / "b" / "anna.sqlite")
    assert list(places.profiles()) == ["anna"]
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QUIZGEN_DATA", "a/b")
    assert places.path("anna") == tmp_path / "a" / "b" / "anna.sqlite"


def test_a_log_is_where_the_system_keeps_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    for unset in ({}, {"QUIZGEN_DATA": ""}):
        monkeypatch.delenv("QUIZGEN_DATA", raising=False)
        for name, value in unset.items():
            monkeypatch.setenv(name, value)
        assert places.path("default") == tmp_path / "quizgen" / "default.sqlite"


def test_who_has_no_place_for_data_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QUIZGEN_DATA")
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_, **__: Path("~/quizgen"))
    with pytest.raises(UsageError, match="name one in QUIZGEN_DATA, or use --no-record"):
        places.folder()
    assert list(places.profiles()) == []


def test_a_file_where_a_folder_is_needed_is_told_before_anything_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    for name in ("file", "file/deeper"):
        monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path / name))
        with pytest.raises(QuizgenError, match=r"cannot be used: .*file is a file and no folder"):
            opened()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder in which nobody can write, root neither")
def test_a_place_that_takes_nothing_is_told(monkeypatch: pytest.MonkeyPatch, answer: Any) -> None:
    monkeypatch.setenv("QUIZGEN_DATA", "/proc/self/quizgen")
    with pytest.raises(QuizgenError, match=r"^/proc/self/quizgen/default.sqlite cannot be used: .*QUIZGEN_DATA"):
        opened().append(answer(1))


@pytest.fixture
def barred(path: Path, answer: Any) -> Iterator[Callable[[Path, int], None]]:
    """Takes rights from a log with an answer, or from its folder; they are given back at the end."""
    with opened() as record:
        record.append(answer(1))

    def bar(place: Path, mode: int) -> None:
        place.chmod(mode)
        if os.access(place, os.W_OK):
            pytest.skip("root may write anywhere")

    yield bar
    path.parent.chmod(0o700)
    path.chmod(0o600)
    with opened() as record:
        assert list(record.events()) == [answer(1)]


@pytest.mark.parametrize("mode", [0o000, 0o400])
def test_a_log_that_may_not_be_written_is_told(path: Path, barred: Any, mode: int) -> None:
    barred(path, mode)
    with pytest.raises(QuizgenError, match=r"default\.sqlite cannot be used: .*--no-record"):
        opened()


@pytest.mark.parametrize("mode", [0o000, 0o500])
@pytest.mark.parametrize("profile", ["default", "new"])
def test_a_folder_that_may_not_be_written_is_told(path: Path, barred: Any, mode: int, profile: str) -> None:
    barred(path.parent, mode)
    with pytest.raises(QuizgenError, match=rf"{profile}\.sqlite cannot be used: .*--no-record"):
        opened(profile)


def test_a_disk_that_is_full_is_told_and_all_before_is_kept(path: Path, answer: Any) -> None:
    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    done = subprocess.run(
        [sys.executable, "-c", FULL],
        input=codec.line(answer(1)) + "\n",
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=small,
    )
    *kept, said = done.stdout.splitlines()
    assert len(kept) > 10
    assert said.startswith(f"{path} cannot be written (")
    assert "free some room" in said
    with opened() as record:
        assert [event.uid for event in record.events()] == kept
        record.append(answer(10**6))


def test_a_log_that_is_deleted_meanwhile_is_begun_anew(path: Path, answer: Any) -> None:
    with opened() as record:
        record.append(answer(1))
        path.unlink()
        assert list(record.events()) == []
        record.append(answer(2))
        assert list(record.events()) == [answer(2)]
    with opened() as record:
        assert list(record.events()) == [answer(2)]


def test_a_log_that_is_brought_back_meanwhile_is_gone_on_with(path: Path, answer: Any) -> None:
    with opened("copy") as copy:
        copy.append(answer(7))
    with opened() as record:
        record.append(answer(1))
        places.path("copy").replace(path)
        record.append(answer(2))
        assert list(record.events()) == [answer(7), answer(2)]


def test_what_a_killed_program_left_beside_a_deleted_log_is_no_part_of_the_next(path: Path, answer: Any) -> None:
    with opened() as record:
        record.append(answer(1))
        with closing(sqlite3.connect(path)) as base:
            base.execute("BEGIN")
            base.execute("SELECT * FROM events").fetchone()
            record.append(answer(2))
            left = {beside: beside.read_bytes() for beside in path.parent.glob("*.sqlite-*")}
    path.unlink()
    for beside, data in left.items():
        beside.write_bytes(data)
    assert max(map(len, left.values())) > 0
    with opened() as record:
        record.append(answer(3))
        assert list(record.events()) == [answer(3)]


def test_a_copy_is_whole_while_a_program_has_the_log(path: Path, answer: Any) -> None:
    with opened() as record:
        record.append(answer(1))
        record.append(answer(2))
        shutil.copyfile(path, places.path("copy"))
        with opened("copy") as copy:
            assert list(copy.events()) == [answer(1), answer(2)]


def test_the_file_belongs_to_its_learner_alone(path: Path, answer: Any) -> None:
    with opened() as record:
        record.append(answer(1))
        for place in (path, *path.parent.glob("*.sqlite-*")):
            assert place.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    assert list(path.parent.iterdir()) == [path]


def test_a_log_is_begun_where_files_have_no_links(path: Path, answer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    with opened() as record:
        record.append(answer(1))
    with opened() as record:
        assert list(record.events()) == [answer(1)]
    assert list(path.parent.iterdir()) == [path]


def test_no_profile_is_told_but_logs(path: Path, answer: Any) -> None:
    assert list(places.profiles()) == []
    with opened() as record:
        record.append(answer(1))
    for name in ("notes.txt", ".hidden.sqlite", "default.sqlite-wal.old"):
        (path.parent / name).touch()
    assert list(places.profiles()) == ["default"]
