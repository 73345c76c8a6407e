"""Who stops the quiz and goes on finds the question and the prompt as they were."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from terminals import PATIENCE, Terminal
from warm import QUIZGEN

Begin = Callable[..., Terminal]
QUIZ = f"{QUIZGEN} quiz conv-parameters --kind numerical --seed 7 -n 1"


@pytest.fixture(params=["bash --norc -i", "dash -i"])
def shell(request: pytest.FixtureRequest) -> Iterator[Terminal]:
    """A shell that stops what runs in it."""
    child = Terminal(*request.param.split(), PS1="ready ", ENV="", NO_COLOR="1")
    yield child
    child.close()


def begun(shell: Terminal) -> tuple[str, int]:
    """The question on the screen, with some digits typed, and the quiz's number among processes."""
    shell.sees("ready")
    shell.send(f"{QUIZ}; echo ended\r")
    shell.at("Question 1 of 1")
    shell.send("123")
    shell.until(lambda: shell.lines[shell.screen.cursor.y] == "> 123", "digits")
    return shell.text, os.tcgetpgrp(shell.child.child_fd)


def goes_on(shell: Terminal, before: str) -> None:
    """It is all there, and is answered with the keys of a prompt."""
    shell.until(lambda: shell.text == before, "the question again")
    shell.send("\x154\x7f\x1bq")
    shell.send("\x15q\r")
    shell.sees("No question was answered.")


def test_ctrl_z_and_fg_show_question_and_prompt_again(shell: Terminal) -> None:
    before, _ = begun(shell)
    shell.send("\x1a")
    shell.until(lambda: shell.lines[shell.screen.cursor.y].endswith("ready"), "the shell")
    shell.send("stty -a | grep -o '[-]*icanon'; fg\r")
    goes_on(shell, before)
    assert b"-icanon" not in shell.said


def test_a_signal_to_stop_and_one_to_go_on_do_the_same(shell: Terminal) -> None:
    before, group = begun(shell)
    os.killpg(group, signal.SIGTSTP)
    shell.until(lambda: shell.lines[shell.screen.cursor.y].endswith("ready"), "the shell")
    shell.send("fg\r")
    goes_on(shell, before)


def test_the_terminal_shows_what_is_typed_again_afterwards(shell: Terminal) -> None:
    begun(shell)
    shell.send("\x03")
    shell.sees("No question was answered")
    shell.send("stty -a\r")
    shell.sees("isig")
    settings = set(shell.flat.split())
    assert {"icanon", "isig", "echo"} <= settings


def test_who_is_asked_to_end_gives_the_terminal_back(shell: Terminal) -> None:
    _, group = begun(shell)
    os.killpg(group, signal.SIGTERM)
    shell.until(lambda: shell.lines[shell.screen.cursor.y].endswith("ready"), "the shell")
    shell.send("stty -a\r")
    shell.sees("isig")
    assert {"icanon", "isig", "echo"} <= set(shell.flat.split())
    assert "Traceback" not in shell.flat


def test_who_is_not_told_that_the_terminal_is_gone_sees_it() -> None:
    terminal = Terminal("sh", "-c", f'trap "" HUP; exec {QUIZ}')
    terminal.at("Question 1 of 1")
    child = terminal.child
    child.ptyproc.fileobj.close()
    end = time.monotonic() + PATIENCE
    try:
        while os.waitpid(child.pid, os.WNOHANG) == (0, 0):
            assert time.monotonic() < end
            time.sleep(0.1)
    finally:
        with suppress(ProcessLookupError):
            os.kill(child.pid, signal.SIGKILL)
        child.ptyproc.terminated = child.ptyproc.closed = child.closed = True
