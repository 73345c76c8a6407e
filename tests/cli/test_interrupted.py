from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pexpect
import pytest

# Not "python -m": there CPython dies of SIGINT, not with 130, where the interrupt came within exec(str).
QUIZGEN = str(Path(sys.executable).with_name("quizgen"))
CLEARED = re.compile(r"[^\r]*(\r\x1b\[\?25litems  \[[^\r]*)*\r\x1b\[K\x1b\[\?25h\r\n")
"""A bar that goes on for a while, and then nothing but a new line."""
COMMAND = ["generate", "all", "-n", "5000", "--seed", "7", "--kind", "numerical", "-o"]


def test_work_on_a_terminal_shows_its_progress_and_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    output = tmp_path / "new" / "x.json"
    child = pexpect.spawn(QUIZGEN, [*COMMAND, str(output)], encoding="utf-8", timeout=60)
    child.expect(r"items  \[.*  [1-9][0-9]*/5000")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.wait()
    child.close()
    assert "Traceback" not in child.before
    assert re.fullmatch(r"[^\r]*(\^C|\r\x1b\[\?25litems  \[[^\r]*)*\r\x1b\[K\x1b\[\?25h\r\n", child.before), (
        child.before
    )
    assert child.exitstatus == 130
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGHUP])
def test_a_run_that_is_asked_to_end_leaves_nothing_and_says_nothing(tmp_path: Path, stop: signal.Signals) -> None:
    """Its processes are ended with it, and what it keeps in the system, such as semaphores, is given back."""
    output = tmp_path / "new" / "x.json"
    with subprocess.Popen([QUIZGEN, *COMMAND, str(output)], stderr=subprocess.PIPE, text=True) as run:
        while run.poll() is None and not list(tmp_path.rglob("*.tmp")):
            time.sleep(0.05)
        run.send_signal(stop)
        _, said = run.communicate(timeout=60)
    assert run.returncode == 128 + stop
    assert not {"leaked", "Traceback", "Error"} & {*said.replace(":", " ").split()}
    assert list(tmp_path.iterdir()) == []
