"""The first question stands on the screen before torch is loaded, and nobody who leaves waits for that."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep
from typing import Any

import pexpect
import pytest

# Not "python -m": see test_interrupted.
QUIZGEN = str(Path(sys.executable).with_name("quizgen"))
NEVER = "from pathlib import Path\nfrom time import sleep\nPath(__file__).with_name('begun').touch()\nsleep(600)\n"
"""A torch that takes longer to load than any test waits."""
Start = Callable[..., Any]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts a quiz on a terminal, for which torch never comes."""
    (tmp_path / "torch.py").write_text(NEVER, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    env = os.environ | {"NO_COLOR": "1", "TERM": "xterm", "PYTHONPATH": path}
    started = []

    def spawn(*arguments: str) -> Any:
        child = pexpect.spawn(
            QUIZGEN, ["quiz", *arguments, "--seed", "7"], encoding="utf-8", timeout=60, env=env, dimensions=(60, 90)
        )
        started.append(child)
        child.expect("Question 1 of 2")
        child.expect("[Pp]ress a-")
        while not (tmp_path / "begun").exists():
            sleep(0.01)
        return child

    yield spawn
    for child in started:
        child.close(force=True)


def ended(child: Any) -> tuple[str, int]:
    child.expect(pexpect.EOF)
    child.wait()
    child.close()
    return child.before, child.exitstatus


@pytest.mark.parametrize(("key", "status"), [("q", 0), ("\x04", 0), ("\x03", 130)])
def test_who_leaves_at_the_first_question_leaves_at_once(start: Start, key: str, status: int) -> None:
    child = start("conv-output-size", "-n", "2", "--kind", "choice")
    child.send(key)
    text, left = ended(child)
    assert "No question was answered." in text
    assert left == status


def test_an_answer_waits_for_the_verification_and_ctrl_c_ends_the_waiting(start: Start) -> None:
    child = start("conv-output-size", "-n", "2", "--kind", "choice")
    child.send("a")
    child.expect("checking the question")
    child.sendintr()
    text, left = ended(child)
    assert "ight." not in text
    assert "No question was answered." in text
    assert left == 130
