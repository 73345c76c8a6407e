"""Somebody's own module runs with ``--run``: what it prints, raises or closes does not reach what was asked for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from warm import ran

RUNS = "--run imports own, takes Net from it, "
NET = """
import os, sys, warnings
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)
        {made}

    def forward(self, x):
        {run}
        return self.conv(x)

{imported}
"""
ENDS = {
    "sys.exit(3)": "SystemExit: 3",
    "raise KeyboardInterrupt": "KeyboardInterrupt",
    "raise GeneratorExit('over')": "GeneratorExit: over",
    "raise type('Own', (BaseException,), {})('two\\nlines')": "Own: two lines",
    "raise type('Dumb', (BaseException,), {'__str__': lambda self: 1 / 0})": "Dumb",
}
LOUD = (
    "print('python'); sys.stdout.flush(); os.write(1, b'system\\n'); os.system('echo shell'); "
    "sys.__stdout__.write('original\\n'); sys.__stdout__.flush(); warnings.warn('careful')"
)
NONE = "pass"
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the system has no such signals")
DEATHS = {
    "os._exit(0)": "ends Python itself, as os._exit does, with exit status 0",
    "os.abort()": "is killed by SIGABRT",
    "os.kill(os.getpid(), 9)": "is killed by SIGKILL, perhaps for want of memory,",
    "__import__('ctypes').string_at(0)": "is killed by SIGSEGV",
    "os.execv('/bin/true', ['true'])": "ends Python itself, as os._exit does, with exit status 0",
    "os.execv('/bin/sleep', ['sleep', '60'])": "does not answer any more, and was stopped,",
}


def explained(
    folder: Path, *, imported: str = NONE, made: str = NONE, run: str = NONE
) -> subprocess.CompletedProcess[str]:
    """``quizgen explain`` of a module whose code does this when it is imported, made and run."""
    write(folder, imported=imported, made=made, run=run)
    return quizgen(folder, "explain", "own:Net", "--format", "json")


def write(folder: Path, *, imported: str = NONE, made: str = NONE, run: str = NONE) -> None:
    """The module itself."""
    (folder / "own.py").write_text(NET.format(imported=imported, made=made, run=run), encoding="utf-8")


def quizgen(folder: Path, *words: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """The command on an own module in the folder; after a line of Python, it begins with nothing."""
    words = (*words, "--run", "--input", "3x8x8")
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    if before:
        command = [sys.executable, "-c", f"import sys; from quizgen.cli import main; {before}; main(sys.argv[1:])"]
        done = subprocess.run(
            [*command, *words], check=False, capture_output=True, text=True, cwd=folder, env=environment
        )
    else:
        done = ran(*words, folder=folder, environment=environment)
    first, _, done.stderr = done.stderr.partition("\n")
    assert first.startswith(RUNS)
    return done


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is printed of a module that says nothing, by a process that begins with nothing."""
    folder = tmp_path_factory.mktemp("quiet")
    write(folder)
    done = quizgen(folder, "explain", "own:Net", "--format", "json", before=NONE)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_prints_by_any_way_go_to_standard_error_and_warnings_nowhere(tmp_path: Path, quiet: str) -> None:
    done = explained(tmp_path, imported=LOUD, made=LOUD, run=LOUD)
    assert (done.returncode, done.stdout) == (0, quiet)
    lines = done.stderr.splitlines()
    assert set(lines) == {"python", "system", "shell", "original"}
    assert len(set(map(lines.count, lines))) == 1
    assert lines.count("python") >= 3


def test_streams_that_a_module_closes_are_open_again(tmp_path: Path, quiet: str) -> None:
    for close in ("sys.stdout.close()", "os.close(1)", "sys.stderr.close(); os.close(2)"):
        done = explained(tmp_path, imported=close, run="print('still here')")
        assert (done.returncode, done.stdout) == (0, quiet), close


@pytest.mark.parametrize("end", ENDS)
def test_a_module_that_ends_the_program_is_one_sentence_and_status_1(tmp_path: Path, end: str) -> None:
    for when in ("imported", "run") if end.startswith("sys") else ("imported",):
        done = explained(tmp_path, **{when: end})
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert done.stderr.startswith("Error: ")
        assert f"raises {ENDS[end]}, which ends it" in done.stderr


@POSIX
@pytest.mark.parametrize("end", DEATHS)
def test_a_module_whose_process_ends_is_one_sentence_and_status_1(tmp_path: Path, end: str) -> None:
    begun = time.monotonic()
    (tmp_path / "own.py").write_text(f"import os\n{end}\n", encoding="utf-8")
    done = quizgen(tmp_path, "explain", "own:Net")
    says = f"Error: 'own:Net' {DEATHS[end]} before anything of it is known; mend it or leave that out\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", says)
    assert time.monotonic() - begun < 25


@POSIX
def test_nobody_waits_for_a_process_that_a_module_leaves_behind(tmp_path: Path) -> None:
    code = "import os, time\nif os.fork() == 0:\n    time.sleep(20)\nos._exit(0)\n"
    (tmp_path / "own.py").write_text(code, encoding="utf-8")
    command = [sys.executable, "-m", "quizgen", "explain", "own:Net", "--run", "--input", "3x8x8"]
    begun = time.monotonic()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith(RUNS)
        assert process.stderr.readline().startswith("Error: 'own:Net' ends Python itself")
        assert process.wait() == 1
        assert time.monotonic() - begun < 15


@pytest.mark.parametrize("before", ["", "from quizgen.cli import contained; contained.can_fork = lambda: False"])
def test_it_is_the_same_in_a_forward_in_questions_and_without_forks(tmp_path: Path, before: str, quiet: str) -> None:
    says = f"Error: 'own:Net' {DEATHS['os._exit(0)']} before anything of it is known; mend it or leave that out\n"
    for command, code in ((("explain",), {"run": "os._exit(0)"}), (("generate", "--network"), {"made": "os._exit(0)"})):
        write(tmp_path, **code)
        done = quizgen(tmp_path, *command, "own:Net", before=before)
        assert (done.returncode, done.stdout, done.stderr) == (1, "", says)
    write(tmp_path)
    done = quizgen(tmp_path, "explain", "own:Net", "--format", "json", before=before)
    assert (done.returncode, done.stdout, done.stderr) == (0, quiet, "")


def test_what_a_module_changes_ends_with_it(tmp_path: Path, quiet: str) -> None:
    changes = "os.chdir('/'); os.umask(0o777); os.environ.clear()"
    write(tmp_path, imported="import atexit; atexit.register(os._exit, 5)", run=changes)
    done = quizgen(tmp_path, "explain", "own:Net", "-o", "table.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "table.json").read_text(encoding="utf-8") == quiet


def test_a_thread_that_goes_on_printing_does_not_reach_standard_output(tmp_path: Path, quiet: str) -> None:
    loud = "def loud():\n    while True: os.write(1, b'loud\\n'); __import__('time').sleep(0.001)"
    done = explained(tmp_path, imported=f"{loud}\nimport threading; threading.Thread(target=loud).start()")
    assert (done.returncode, done.stdout) == (0, quiet)
    assert set(done.stderr.splitlines()) == {"loud"}


@pytest.mark.parametrize(
    ("code", "says"),
    [
        ({"imported": "1 / 0"}, "own.py, line 16: ZeroDivisionError: division by zero"),
        (
            {"imported": "import nothing_of_this_name"},
            "ModuleNotFoundError: No module named 'nothing",
        ),
        ({"imported": "Net.train = lambda *_: 1 / 0"}, "'own:Net' raises ZeroDivisionError: division by zero"),
    ],
)
def test_a_module_whose_code_fails_is_one_sentence_and_status_1(
    tmp_path: Path, code: dict[str, str], says: str
) -> None:
    done = explained(tmp_path, **code)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert says in done.stderr


@pytest.mark.parametrize("ends", ["print('late')", "os.write(1, b'late\\n')", "sys.__stdout__.write('late\\n')"])
def test_what_is_printed_at_exit_goes_to_standard_error(tmp_path: Path, quiet: str, ends: str) -> None:
    done = explained(tmp_path, imported=f"import atexit; atexit.register(lambda: {ends})")
    assert (done.returncode, done.stdout, done.stderr) == (0, quiet, "late\n")


def test_what_fails_at_exit_is_one_line(tmp_path: Path, quiet: str) -> None:
    done = explained(tmp_path, imported="import atexit; atexit.register(lambda: 1 / 0)")
    assert (done.returncode, done.stdout) == (0, quiet)
    assert done.stderr == "Note: what somebody's code left for the end raises ZeroDivisionError: division by zero.\n"


@pytest.mark.parametrize(("also", "status"), [(NONE, 0), ("sys.exit(3)", 1)])
def test_nobody_waits_for_a_thread_that_sleeps(tmp_path: Path, quiet: str, also: str, status: int) -> None:
    thread = "import threading, time; threading.Thread(target=time.sleep, args=(60,)).start()"
    begun = time.monotonic()
    done = explained(tmp_path, imported=f"{thread}\n{also}")
    assert (done.returncode, done.stdout) == (status, "" if status else quiet)
    assert time.monotonic() - begun < 30


def test_what_python_cannot_read_is_told_with_its_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "part.py").write_text("\n\ndef f(:\n", encoding="utf-8")
    for imported, name, line in (("x = = 1", "own.py", 16), ("import part", "part.py", 3)):
        done = explained(tmp_path, imported=imported)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
        assert f"{tmp_path / name}, line {line}: SyntaxError: invalid syntax" in done.stderr


def test_ctrl_c_is_heard_by_a_module_that_will_not_stop(tmp_path: Path) -> None:
    waiting = "print('waiting', flush=True)\ntry:\n    __import__('time').sleep(60)\nexcept BaseException:\n    pass"
    (tmp_path / "own.py").write_text(waiting, encoding="utf-8")
    code = "import sys; from quizgen.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "explain", "own:Net", "--run", "--input", "3x8x8"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=tmp_path) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith(RUNS)
        assert process.stderr.readline() == "waiting\n"
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        assert "Traceback" not in process.stderr.read()
        assert process.wait() == 130
