"""One process verifies forms while another draws them: the same bytes, and no process that goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from own_processes import program

from quizgen.cli.parallel import STOPPED

BLUEPRINT = """
title = "Week 3"
[[slots]]
family = "conv-output-size"
level = "easy"
count = 2
[[slots]]
topic = "parameters"
level = "medium"
kind = "choice,numerical"
count = 2
[[slots]]
topic = "output-size"
level = "easy"
count = 1
"""
ASKED = ("--forms", "3", "--seed", "3", "--format", "pdf,json")


@pytest.fixture
def blueprint(tmp_path: Path) -> str:
    """The path of a small one."""
    path = tmp_path / "week.toml"
    path.write_text(BLUEPRINT)
    return str(path)


def loads(script: Path, how: str, *arguments: str) -> tuple[int, list[int]]:
    """The process that runs the command, and those that load torch."""
    script.write_text(program())
    command = [sys.executable, str(script), how, *arguments]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    said = [line.partition(" ")[::2] for line in done.stderr.splitlines()]
    (first,) = (int(number) for word, number in said if word == "begins")
    return first, [int(number) for word, number in said if word == "loads"]


@pytest.mark.slow
@pytest.mark.parametrize("how", ["spawn", "fork"])
def test_torch_is_loaded_by_who_verifies_alone_and_the_files_are_those_of_one_process(
    how: str, blueprint: str, tmp_path: Path
) -> None:
    if how == "fork" and sys.platform != "linux":
        pytest.skip("nobody tells whether a process has one thread")
    one, two, script = tmp_path / "one", tmp_path / "two", tmp_path / "script.py"
    first, alone = loads(script, how, "exam", blueprint, *ASKED, "--jobs", "1", "-o", str(one))
    assert alone == [first]
    first, elsewhere = loads(script, how, "exam", blueprint, *ASKED, "--jobs", "2", "-o", str(two))
    assert len(elsewhere) == 1
    assert first not in elsewhere
    first, again = loads(script, how, "exam", "verify", str(two), "--jobs", "2")
    assert len(again) == 1
    assert first not in again
    assert {file.name: file.read_bytes() for file in one.iterdir()} == {
        file.name: file.read_bytes() for file in two.iterdir()
    }
    assert '"measured"' in (one / "week-a.json").read_text()


def children(parent: int) -> list[int]:
    """The processes that it has started."""
    return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def is_there(process: int) -> bool:
    """Whether it goes on, and not only waits to be buried."""
    command = Path(f"/proc/{process}/cmdline")
    return command.exists() and command.read_bytes() != b""


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the process as Linux tells it")
@pytest.mark.parametrize(
    ("stop", "whom", "status"),
    [(signal.SIGKILL, "verifier", 1), (signal.SIGINT, "both", 130), (signal.SIGTERM, "parent", 128 + signal.SIGTERM)],
)
def test_whoever_is_stopped_no_process_goes_on_and_no_file_is_left(
    tmp_path: Path, stop: signal.Signals, whom: str, status: int
) -> None:
    command = [sys.executable, "-m", "quizgen", "exam", "midterm", "--forms", "90", "--seed", "3", "--jobs", "2"]
    with subprocess.Popen(
        [*command, "-o", str(tmp_path / "new")], stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        while process.poll() is None and not (started := children(process.pid)):
            time.sleep(0.01)
        for one in {"verifier": started, "parent": [process.pid], "both": [process.pid, *started]}[whom]:
            os.kill(one, stop)
        _, said = process.communicate(timeout=60)
    assert len(started) == 1
    assert "Traceback" not in said
    assert process.returncode == status
    assert (f"Error: {STOPPED}\n" in said) == (whom == "verifier")
    assert list(tmp_path.iterdir()) == []
    for _ in range(100):
        if not any(map(is_there, started)):
            return
        time.sleep(0.1)
    pytest.fail(f"the process {started[0]} goes on")
