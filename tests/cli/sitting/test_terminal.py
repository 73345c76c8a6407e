"""An exam on a terminal of its own, whose process is killed at any moment."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pexpect
import pytest
from at_terminal import spawned
from warm import QUIZGEN

from quizgen.cli.record import opened
from quizgen.cli.sitting import journal

Start = Callable[..., Any]
PLAIN, SCREEN = ("--plain",), ()
PROMPT = r"> |>\x08|\x1b\[\?25h"
"""Where somebody types, on plain lines and on a screen, where the cursor is shown again."""


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts ``quizgen quiz`` with these arguments; what still runs at the end is closed."""
    started = []

    def spawn(*arguments: str, now: str = "") -> Any:
        env = os.environ | {"NO_COLOR": "1", "TERM": "xterm"} | ({"QUIZGEN_NOW": now} if now else {})
        env.pop("COLUMNS", None)
        words = (QUIZGEN, "quiz", *arguments)
        child = spawned(*words, environment=env, rows=40, columns=100, encoding="utf-8", timeout=30)
        started.append(child)
        return child

    yield spawn
    for child in started:
        child.close(force=True)


def typed(child: Any, text: str) -> None:
    child.expect(PROMPT)
    child.send(f"{text}\r")


def killed(child: Any) -> None:
    child.kill(signal.SIGKILL)
    child.wait()


def begin(start: Start, path: Path, *more: str) -> Any:
    child = start(str(path), "--exam-mode", *more)
    child.expect("Enter to begin")
    typed(child, "")
    child.expect("Question 1 of 7")
    return child


@pytest.mark.parametrize("plain", [PLAIN, SCREEN], ids=["plain", "screen"])
def test_a_session_with_moves_flags_overview_and_review(
    start: Start, write: Callable[..., Path], plain: tuple[str, ...]
) -> None:
    child = begin(start, write("A"), *plain)
    typed(child, "b")
    child.expect("Question 2 of 7")
    typed(child, "n")
    child.expect("Question 3 of 7")
    typed(child, "f")
    child.expect("Question 3 of 7.*flagged")
    typed(child, "#2")
    child.expect("Question 2 of 7")
    typed(child, "28")
    child.expect("Question 3 of 7")
    typed(child, "o")
    child.expect(r"Answered \(2 of 7\): 1, 2")
    child.expect(r"Flagged \(1 of 7\): 3")
    typed(child, "done")
    child.expect("3-7 are open")
    child.expect(r"Hand in\?")
    child.send("yes\r")
    child.expect("2 of 14 points")
    child.expect("Mistakes to look at again")
    child.expect("Enter goes on")
    typed(child, "")
    child.expect("You answered: B")
    child.expect("Right")
    child.expect("Solution")
    typed(child, "")
    child.expect("You answered: 28")
    child.expect("Not right. The answer is 27")
    typed(child, "q")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 0


@pytest.mark.parametrize("answers", range(4))
@pytest.mark.parametrize("plain", [PLAIN, SCREEN], ids=["plain", "screen"])
def test_killed_after_any_answer_and_in_the_midst_of_the_next_it_goes_on_there(
    start: Start, write: Callable[..., Path], answers: int, plain: tuple[str, ...]
) -> None:
    path = write("A")
    child = begin(start, path, *plain)
    given = ["b", "27", "ac", "28"][:answers]
    for number, text in enumerate(given, 1):
        typed(child, text)
        child.expect(f"Question {min(number, 3) + 1} of 7")
    child.expect(PROMPT)
    child.send("2")
    killed(child)
    again = start(str(path), "--exam-mode", *plain)
    again.expect(f"{len(given)} of 7|{min(len(given), 3)} of 7")
    again.expect(r"ran\s+on\s+while\s+you\s+were\s+away:\s+4[45] minutes left")
    again.expect("Enter to go on")
    typed(again, "")
    again.expect(f"Question {min(answers, 3) + 1} of 7")
    typed(again, "o")
    done = {0: "0 of 7", 1: "1 of 7. 1", 2: "2 of 7.: 1, 2", 3: "3 of 7.: 1-3", 4: "3 of 7.: 1-3"}[answers]
    again.expect(done.replace("7. 1", "7.: 1"))
    if answers == 4:
        again.expect(r"in part \(1 of 7\): 4")


def test_killed_at_the_review_it_is_shown_again_and_nothing_is_noted_twice(
    start: Start, write: Callable[..., Path], tmp_path: Path
) -> None:
    path, result = write("A"), tmp_path / "mine.json"
    asked = ("--result", str(result), "--student", "0815", "--name", "Ada", *PLAIN)
    child = begin(start, path, *asked)
    typed(child, "b")
    typed(child, "done")
    child.expect(r"Hand in\?")
    child.send("yes\r")
    child.expect("2 of 14 points")
    killed(child)
    first = result.read_bytes()
    again = start(str(path), "--exam-mode", *asked)
    again.expect("You have handed this exam in")
    again.expect("2 of 14 points")
    typed(again, "q")
    again.expect("not proctored")
    again.expect(pexpect.EOF)
    again.wait()
    assert result.read_bytes() == first
    with opened() as record:
        events = list(record.events())
    assert len(events) == len({event.uid for event in events}) == 2
    assert not list(journal.path("default", "x").parent.iterdir())


def test_time_that_ended_while_somebody_was_away_counts_as_the_end(start: Start, write: Callable[..., Path]) -> None:
    path = write("A")
    child = begin(start, path, *PLAIN)
    typed(child, "b")
    child.expect("Question 2 of 7")
    killed(child)
    later = (datetime.now().astimezone() + timedelta(minutes=50)).isoformat()
    again = start(str(path), "--exam-mode", *PLAIN, now=later)
    again.expect("while you were away; that counts")
    again.expect("2 of 14 points")
    typed(again, "q")
    again.expect(pexpect.EOF)
    with opened() as record:
        times = {getattr(event, "time", None) for event in record.events()}
    assert len(times) == 1
    assert max(time for time in times if time) < datetime.fromisoformat(later)


def test_ctrl_c_keeps_what_was_answered_and_says_how_to_come_back(start: Start, write: Callable[..., Path]) -> None:
    child = begin(start, write("A"), *PLAIN)
    typed(child, "b")
    child.expect("Question 2 of 7")
    child.expect("> ")
    child.sendintr()
    child.expect("Not handed in; what you answered is kept")
    child.expect("quizgen quiz .*exam.json --exam-mode --plain")
    child.expect(pexpect.EOF)
    child.wait()
    assert child.exitstatus == 130


def test_anew_begins_afresh(start: Start, write: Callable[..., Path]) -> None:
    path = write("A")
    killed(begin(start, path, *PLAIN))
    child = begin(start, path, "--anew", *PLAIN)
    typed(child, "q")
    child.expect("Not handed in")
    (file,) = journal.path("default", "x").parent.iterdir()
    assert [json.loads(line)["do"] for line in file.read_text("utf-8").splitlines()] == ["begin", "turn"]
