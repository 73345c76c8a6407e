"""The quiz on a terminal, with keys pressed."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import pexpect
import pytest

from quizgen import catalog
from quizgen.answers import Grid, Numerical
from quizgen.blueprint.spread import cells, spread
from quizgen.model import LEVELS, Item, Kind
from quizgen.text.columns import columns
from quizgen.text.terminal import TERMINAL

Start = Callable[..., Any]
PRESS = r"[Pp]ress a-\w[^>]*\n> "
TYPE = r"Type a number, or[^>]*\n> "
NEXT = r"Enter for the next question, q to leave: "


def drawn(family: str, kind: Kind, number: int) -> list[Item]:
    return list(spread(cells(catalog.select([family]), LEVELS, [kind]), number, "7"))


def letters(item: Item, *, right: bool) -> list[str]:
    correct = item.question.parts[0].answer.correct
    return ["abcdef"[place] for place in range(len(item.question.options)) if (place in correct) == right]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the quiz in a terminal of its own; what still runs at the end is closed."""
    started = []

    def spawn(family: str, kind: Kind, number: int, width: int = 90) -> Any:
        arguments = ["-m", "quizgen", "quiz", family, "--kind", kind, "-n", str(number), "--seed", "7"]
        env = os.environ | {"NO_COLOR": "1", "TERM": "xterm"}
        env.pop("COLUMNS", None)
        child = pexpect.spawn(sys.executable, arguments, encoding="utf-8", timeout=30, env=env, dimensions=(40, width))
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
    child.expect(f"> {' '.join(letters(item, right=True))}$")
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


def test_h_shows_a_hint_and_the_marks_stay(start: Start) -> None:
    (item,) = drawn("which-conv-output-size", "multiple", 1)
    right = "".join(letters(item, right=True))
    child = start("which-conv-output-size", "multiple", 1)
    child.expect(PRESS)
    child.send(f"\r{right}h")
    child.expect("Please mark one at least.")
    child.expect("Hint 1 of 2")
    child.expect(f"> {' '.join(right)}$")
    child.send("hh")
    child.expect("Hint 2 of 2")
    child.expect("There is no further hint.")
    child.expect(f"> {' '.join(right)}$")
    child.send("\r")
    assert "After hints: 1 of 1 right." in ended(child)[0]


@pytest.mark.parametrize("width", [60, 80])
def test_prompts_have_room_and_marks_are_drawn_on_one_line(start: Start, width: int) -> None:
    (item,) = drawn("which-conv-output-size", "multiple", 1)
    every = "abcdef"[: len(item.question.options)]
    child = start("which-conv-output-size", "multiple", 1, width)
    child.expect(PRESS)
    shown = child.before + child.after
    child.send(every)
    child.expect(f"> {' '.join(every)}$")
    shown += child.before + child.after
    child.send("\r")
    shown += ended(child)[0]
    assert max(columns(line) for line in re.split(r"\r\n|\r|\x1b\[K", shown)) <= width
    assert {f"> {' '.join(every[:number])}" for number in range(1, len(every))} <= {*shown.split("\r")}


def test_a_mark_that_is_taken_back_disappears_without_colours_too(start: Start) -> None:
    child = start("which-conv-output-size", "multiple", 1)
    child.expect(PRESS)
    child.send("abb")
    child.expect(r"\r> a b\r> +\r> a$")


def test_h_shows_a_hint_before_a_single_key(start: Start) -> None:
    (item,) = drawn("conv-output-size", "choice", 1)
    child = start("conv-output-size", "choice", 1)
    child.expect(PRESS)
    child.send("h")
    child.expect("Hint 1 of 2")
    child.expect("\n> ")
    child.send(letters(item, right=True)[0])
    assert "After hints: 1 of 1 right." in ended(child)[0]


@pytest.mark.parametrize(("key", "status"), [("\x03", 130), ("q\r", 0), ("\x04", 0)])
def test_what_was_filled_in_counts_however_somebody_leaves(start: Start, key: str, status: int) -> None:
    (item,) = drawn("conv-relu-pool-map", "parts", 1)
    answer = item.question.parts[0].answer
    assert isinstance(answer, Grid)
    child = start("conv-relu-pool-map", "parts", 1)
    child.expect("row 0, column 0: ")
    child.sendline(str(answer.open[0].key))
    child.expect("row 0, column 1: ")
    child.send(key)
    text, left = ended(child)
    assert f"Points: {TERMINAL.value(Fraction(2, len(answer.open)), 'prose')} of 4." in text
    assert "0 of 1 right" in text
    assert left == status


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
