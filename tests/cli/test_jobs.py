"""Several processes give the same bytes as one, and end as one does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from own_processes import program
from warm import ran

from quizgen.cli import exam_options, generate
from quizgen.cli.parallel import STOPPED

Run = Callable[..., Result]
MANY = program(
    "from quizgen.cli import generate\nfrom quizgen.cli.beginning import prepared\nprepared()\n"
    "from quizgen.jobs import ahead, items",
    "generate.MANY, items.ALONE, ahead.BATCH = 1, 20, 10",
)
BLUEPRINT = """
title = "Week 3"
[[slots]]
family = "conv-output-size"
level = "easy"
count = 2
[[slots]]
topic = "parameters"
level = "medium"
count = 2
"""


def content(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*.*") if file.is_file()}


def test_items_are_the_same_from_one_process_and_from_two(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generate, "MANY", 1)
    asked = ["generate", "output-size,pooling", "-n", "70", "--seed", "3", "--format", "moodle,jsonl,markdown"]
    for jobs in "12":
        assert run(*asked, "--jobs", jobs, "-o", str(tmp_path / jobs)).exit_code == 0
    one, two = content(tmp_path / "1"), content(tmp_path / "2")
    assert {"items.xml", "items.jsonl", "items.md"} <= one.keys()
    assert one == two


def test_forms_are_the_same_from_one_process_and_from_two(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blueprint = tmp_path / "week.toml"
    blueprint.write_text(BLUEPRINT)
    asked = ["exam", str(blueprint), "--forms", "3", "--seed", "3", "--format", "pdf,moodle,json"]
    assert ran(*asked, "--jobs", "1", "-o", str(tmp_path / "one")).returncode == 0
    assert ran(*asked, "--jobs", "2", "-o", str(tmp_path / "threads")).returncode == 0
    monkeypatch.setattr(exam_options, "MANY", 1)
    assert run(*asked, "--jobs", "2", "-o", str(tmp_path / "processes")).exit_code == 0
    one = content(tmp_path / "one")
    kit = {"report.json", "report.html", "exam.json", "key.csv", "key-sheet.pdf", ".quizgen"}
    assert kit < {path.name for path in (tmp_path / "one").iterdir()}
    assert len(one) == 3 * 5 + len(kit)
    assert one == content(tmp_path / "threads") == content(tmp_path / "processes")


@pytest.mark.parametrize("how", ["spawn", "fork"])
def test_torch_is_loaded_by_those_who_work_alone_and_once_where_processes_inherit(
    run: Run, tmp_path: Path, how: str
) -> None:
    if how == "fork" and sys.platform != "linux":
        pytest.skip("nobody tells whether a process has one thread")
    script = tmp_path / "many.py"
    script.write_text(MANY)
    asked = ["generate", "conv-output-size", "-n", "70", "--seed", "3"]
    command = [sys.executable, str(script), how, *asked, "--jobs", "2", "-o", str(tmp_path / "two.jsonl")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    said = [line.partition(" ")[::2] for line in done.stderr.splitlines()]
    (first,) = (number for word, number in said if word == "begins")
    loads = [number for word, number in said if word == "loads"]
    assert loads == [first] if how == "fork" else loads and first not in loads
    assert run(*asked, "-o", str(tmp_path / "one.jsonl")).exit_code == 0
    assert (tmp_path / "two.jsonl").read_bytes() == (tmp_path / "one.jsonl").read_bytes()


def workers(parent: int) -> list[int]:
    """The processes that work for another, of those that it has started."""
    found = []
    for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        command = Path(f"/proc/{child}/cmdline").read_bytes()
        found += [] if b"resource_tracker" in command else [int(child)]
    return found


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the workers as Linux tells them")
@pytest.mark.parametrize(
    ("stop", "whom", "status"),
    [(signal.SIGKILL, "worker", 1), (signal.SIGINT, "all", 130), (signal.SIGTERM, "parent", 128 + signal.SIGTERM)],
)
def test_whoever_is_stopped_no_process_goes_on_and_no_traceback_is_printed(
    tmp_path: Path, stop: signal.Signals, whom: str, status: int
) -> None:
    folder = tmp_path / "new"
    command = [sys.executable, "-m", "quizgen", "generate", "output-size", "-n", "20000", "--seed", "3", "--jobs", "2"]
    with subprocess.Popen(
        [*command, "-o", str(folder / "x.jsonl")], stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        while process.poll() is None and len(started := workers(process.pid)) < 2:
            time.sleep(0.1)
        stopped = {"worker": started[:1], "parent": [process.pid], "all": [process.pid, *started]}[whom]
        for one in stopped:
            os.kill(one, stop)
        _, said = process.communicate(timeout=60)
    assert len(started) == 2
    assert "Traceback" not in said
    assert process.returncode == status
    assert (f"Error: {STOPPED}\n" in said) == (whom == "worker")
    assert list(tmp_path.iterdir()) == []
    for worker in started:
        _wait_for_the_end_of(worker)


def _wait_for_the_end_of(process: int) -> None:
    for _ in range(100):
        if not Path(f"/proc/{process}/cmdline").exists() or not Path(f"/proc/{process}/cmdline").read_bytes():
            return
        time.sleep(0.1)
    pytest.fail(f"the process {process} goes on")
