"""The program ends as Python would end it, but for taking apart what it imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BEGIN = """
import atexit, os, sys, threading, time
from quizgen.__main__ import run

class Left:
    def __del__(self, write=os.write):
        write(1, b"taken apart\\n")

left = Left()
"""


def ended(*lines: str, words: tuple[str, ...] = ("--version",)) -> tuple[int, list[str]]:
    """Exit status and lines of a program that runs the command line after some lines of its own."""
    program = "\n".join((BEGIN, *lines, "run()"))
    command = [sys.executable, "-c", program, *words]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout.splitlines()[1:] if words == ("--version",) else done.stdout.splitlines()


def test_nothing_is_taken_apart() -> None:
    assert ended() == (0, [])


def test_what_is_registered_for_the_end_is_done_after_threads_have_ended() -> None:
    late = "def late():\n    time.sleep(0.2)\n    print('thread')"
    start = "threading.Thread(target=late).start()"
    assert ended(late, start, "atexit.register(print, 'registered')") == (0, ["thread", "registered"])


def test_a_usage_error_has_its_status() -> None:
    assert ended(words=("nosuch",)) == (2, [])


MONITORED = "from types import SimpleNamespace as Tools; sys.monitoring = Tools(get_tool=lambda one: one == 1 or None)"
"""As Python 3.12 tells who watches."""


@pytest.mark.parametrize("watch", ["sys.setprofile(lambda *_: None)", "sys.settrace(lambda *_: None)", MONITORED])
def test_who_watches_each_call_sees_python_end(watch: str) -> None:
    assert ended(watch) == (0, ["taken apart"])


def test_a_profile_is_printed() -> None:
    command = [sys.executable, "-m", "cProfile", "-m", "quizgen", "--version"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert "function calls" in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_output_that_cannot_be_written_is_no_success() -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "quizgen", "--version"]
        done = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (1, "Error: standard output: no space left on device\n")
