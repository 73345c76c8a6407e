"""The quiz on a terminal, with keys pressed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pexpect
import pytest

from quizgen import catalog
from quizgen.answers import Numerical
from quizgen.blueprint.spread import cells, spread
from quizgen.model import LEVELS, Item, Kind

Start = Callable[..., Any]
PRESS = r"Press a-\w.*leaves\): "
TYPE = r"Type a number, then Enter.*leaves\): "
NEXT = r"Enter for the next question.*leaves\): "


def drawn(family: str, kind: Kind, number: int) -> list[Item]:
    return list(spread(cells(catalog.select([family]), LEVELS, [kind]), number, "7"))


def letters(item: Item, *, right: bool) -> list[str]:
    correct = item.question.parts[0].answer.correct
    return ["abcdef"[place] for place in range(len(item.question.options)) if (place in correct) == right]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the quiz in a terminal of its own; what still runs at the end is closed."""
    started = []

    def spawn(family: str, kind: Kind, number: int) -> Any:
        arguments = ["-m", "quizgen", "quiz", family, "--kind", kind, "-n", str(number), "--seed", "7"]
        env = os.environ | {"NO_COLOR": "1", "TERM": "xterm"}
        child = pexpect.spawn(sys.executable, arguments, encoding="utf-8", timeout=30, env=env, dimensions=(40, 90))
        started.append(child)
        return child

    yield spawn
    for child in started:
        child.close(force=True)


def ended(child: Any) -> tuple[str, int]:
    """The last words and the exit status."""
    child.expect(pexpect.EOF)
    child.wait()
    child.close()
    return child.before, child.exitstatus


def test_single_keys_answer_and_lead_through_a_quiz(start: Start) -> None:
    one, two = drawn("conv-output-size", "choice", 2)
    child = start("conv-output-size", "choice", 2)
    child.expect("Question 1 of 2")
    child.expect(PRESS)
    child.send("z\x1b[A\x1bOB\x1b[1;5C" + letters(one, right=True)[0])
    child.expect("Right")
    child.expect(NEXT)
    child.send("\r")
    child.expect("Question 2 of 2")
    child.expect(PRESS)
    child.send(letters(two, right=False)[0])
    child.expect("Not right")
    text, status = ended(child)
    assert "1 of 2 right" in text
    assert "Mistakes to look at again" in text
    assert status == 0


def test_several_are_toggled_until_enter(start: Start) -> None:
    (item,) = drawn("which-conv-output-size", "multiple", 1)
    wrong = letters(item, right=False)[0]
    child = start("which-conv-output-size", "multiple", 1)
    child.expect(PRESS)
    child.send("\r" + wrong + "".join(letters(item, right=True)) + wrong)
    child.expect(f"{' '.join(letters(item, right=True))}$")
    child.send("\r")
    text, status = ended(child)
    assert "Right." in text
    assert "1 of 1 right" in text
    assert status == 0


def test_numbers_are_typed_and_the_end_of_input_leaves(start: Start) -> None:
    (item, _) = drawn("conv-output-size", "numerical", 2)
    child = start("conv-output-size", "numerical", 2)
    child.expect(TYPE)
    answer = item.question.parts[0].answer
    assert isinstance(answer, Numerical)
    child.sendline(str(answer.key))
    child.expect("Right")
    child.expect(NEXT)
    child.send(" ")
    child.expect(TYPE)
    child.sendeof()
    text, status = ended(child)
    assert "1 of 1 right" in text
    assert status == 0


@pytest.mark.parametrize(("key", "status"), [("\x03", 130), ("q", 0), ("\x04", 0)])
def test_leaving_at_any_key_gives_the_summary_and_no_traceback(start: Start, key: str, status: int) -> None:
    (item, _) = drawn("conv-output-size", "choice", 2)
    child = start("conv-output-size", "choice", 2)
    child.expect(PRESS)
    child.send(letters(item, right=True)[0])
    child.expect(NEXT)
    child.send("\r")
    child.expect("Question 2 of 2")
    child.expect(PRESS)
    child.send(key)
    text, left = ended(child)
    assert "1 of 1 right" in text
    assert "Traceback" not in text
    assert left == status


def test_the_terminal_shows_what_is_typed_again_afterwards() -> None:
    child = pexpect.spawn(
        "/bin/sh", encoding="utf-8", timeout=30, env=os.environ | {"PS1": "ready$ "}, dimensions=(40, 90)
    )
    child.expect("ready")
    child.sendline(f"{sys.executable} -m quizgen quiz conv-output-size --kind choice -n 1 --seed 7; stty -a")
    child.expect(PRESS)
    child.send("\x03")
    child.expect("No question was answered")
    child.expect(r"speed.*ready")
    settings = child.after.split()
    child.close(force=True)
    assert {"icanon", "isig"} <= set(settings)
    assert "echo" in settings
