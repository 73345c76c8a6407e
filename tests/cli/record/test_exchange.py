"""``quizgen progress export`` and ``import``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quizgen.cli.record import opened
from quizgen.study.log.events import ExamSet, Reset, Undone


@pytest.fixture
def events(answer: Any) -> list[Any]:
    """Events of every sort, kept in the log ``anna``."""
    first, second = answer(1), answer(2)
    every = [
        first,
        ExamSet(uid="a" * 16, time=first.time, day=None),
        second,
        Undone(uid="b" * 16, time=second.time, voided=first.uid),
        Reset(uid="c" * 16, time=second.time, source="conv-macs"),
        answer(3, answer='"4\u00a0416 \u2248 4.4\u00b710\u00b3"'),
    ]
    with opened("anna") as record:
        record.extend(every)
    return every


def test_another_machine_knows_the_same_after_an_import(run: Any, tmp_path: Path, events: list[Any]) -> None:
    path = tmp_path / "mine.jsonl"
    assert run("progress", "export", str(path), "--profile", "anna").output == f"{path}: 6 events\n"
    assert run("progress", "import", str(path)).output == "6 events added.\n"
    with opened() as record:
        assert list(record.events()) == events


def test_the_same_again_adds_nothing(run: Any, tmp_path: Path, events: list[Any], answer: Any) -> None:
    path = tmp_path / "mine.jsonl"
    run("progress", "export", str(path), "--profile", "anna")
    with opened() as record:
        record.extend([answer(9), events[2]])
    assert run("progress", "import", str(path)).output == "5 events added, 1 was there.\n"
    assert run("progress", "import", str(path)).output == "0 events added, 6 were there.\n"
    with opened() as record:
        assert len(list(record.events())) == 7


def test_lines_go_through_pipes(run: Any, events: list[Any]) -> None:
    lines = run("progress", "export", "--profile", "anna").stdout
    assert [json.loads(line)["event"] for line in lines.splitlines()] == [
        *("answered", "exam-set", "answered", "undone", "reset", "answered")
    ]
    assert run("progress", "export", "-", "--profile", "anna").stdout == lines
    assert run("progress", "import", "-", input=lines).output == "6 events added.\n"
    with opened() as record:
        assert list(record.events()) == events


def test_a_line_that_is_wrong_is_named_and_nothing_is_added(run: Any, path: Path, events: list[Any]) -> None:
    lines = run("progress", "export", "--profile", "anna").stdout.splitlines()
    lines[3] = lines[3].replace('"voided"', '"void"')
    result = run("progress", "import", "-", input="\n".join(lines))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: standard input, line 4: there is no key 'void'")
    assert "did you mean 'voided'?; nothing was added" in result.stderr
    assert not path.exists()
    assert len(events) == 6


def test_a_file_that_is_there_is_not_written_over(run: Any, tmp_path: Path, events: list[Any]) -> None:
    path = tmp_path / "thesis.txt"
    path.write_text("years of work", encoding="utf-8")
    result = run("progress", "export", str(path), "--profile", "anna")
    assert result.exit_code == 2
    assert "is there already" in result.stderr
    assert path.read_text(encoding="utf-8") == "years of work"
    assert run("progress", "export", str(path), "--replace", "--profile", "anna").exit_code == 0
    assert len(path.read_bytes().splitlines()) == len(events)


@pytest.mark.usefixtures("events")
def test_a_log_is_not_written_over_by_its_own_export(run: Any, path: Path) -> None:
    own = path.with_name("anna.sqlite")
    before = own.read_bytes()
    result = run("progress", "export", str(own), "--replace", "--profile", "anna")
    assert (result.exit_code, own.read_bytes()) == (2, before)
    assert "is the log itself" in result.stderr


def test_what_cannot_be_imported_is_told(run: Any, tmp_path: Path, path: Path) -> None:
    for name, said in ((tmp_path / "none.jsonl", "none.jsonl"), (tmp_path, "is a folder")):
        result = run("progress", "import", str(name))
        assert result.exit_code == 2
        assert said in result.stderr
        assert "progress export" in result.stderr
    picture = tmp_path / "picture.png"
    picture.write_bytes(bytes(range(256)))
    assert "line 1" in run("progress", "import", str(picture)).stderr
    assert not path.exists()


def test_an_empty_log_is_exported_as_nothing(run: Any, path: Path) -> None:
    result = run("progress", "export")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing is remembered yet" in result.stderr
    assert not path.exists()


def test_what_is_done_with_progress_is_named_first(run: Any) -> None:
    result = run("progress", "--profile", "anna", "export")
    assert result.exit_code == 2
    assert "'export' comes first: write 'progress export', and options behind it" in result.stderr
    assert run("progress", "--profile", "export").exit_code == 0
    assert "There is no 'progress imprt'; did you mean 'import'" in run("progress", "imprt").stderr
