"""The quiz on a terminal, with keys pressed: each question on a screen of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from asked_for import drawn, letters, number, other
from seats import Hand
from terminals import Terminal

from quizgen.answers import Grid
from quizgen.text.columns import columns
from quizgen.text.terminal import TERMINAL

Sit = Callable[..., Terminal]
ONE = ("-n", "1", "--seed", "7")
TWO = ("-n", "2", "--seed", "7")
CHOICE = ("conv-output-size", "--kind", "choice")
NUMBER = ("conv-output-size", "--kind", "numerical")
SEVERAL = ("which-conv-output-size", "--kind", "multiple")


def test_single_keys_answer_and_lead_through_a_quiz(sit: Sit) -> None:
    one, two = drawn("conv-output-size", "choice", 2)
    child = sit(*CHOICE, *TWO)
    child.at("Question 1 of 2")
    child.send("z\x1b[A\x1bOB\x1b[1;5C" + letters(one, right=True)[0])
    child.at("Right. Solution")
    child.send("\r")
    child.at("Question 2 of 2")
    child.send(letters(two, right=False)[0])
    assert "Not right" in child.at("Press Enter for the summary")
    child.send("\r")
    assert child.ended() == 0
    assert "1 of 2 right" in child.flat
    assert "Mistakes to look at again" in child.flat


def test_enter_right_after_a_letter_is_still_the_answer_and_leaves_the_verdict(sit: Sit, tmp_path: Path) -> None:
    clock = Hand(tmp_path, datetime(2026, 12, 1, 18, tzinfo=UTC))
    one, _ = drawn("conv-output-size", "choice", 2)
    child = sit(*CHOICE, *TWO, **clock.env)
    child.at("Question 1 of 2")
    child.send(letters(one, right=True)[0] + "\r")
    child.at("Press Enter for the next question")
    child.send("\r")
    with pytest.raises(AssertionError):
        child.sees("Question 2 of 2", patience=1)
    clock.on(1)
    for _ in range(9):  # a key that is pressed while the terminal changes its ways may be lost
        child.send("\r")
        with suppress(AssertionError):
            child.sees("Question 2 of 2", patience=2)
            break
    assert "Question 2 of 2" in child.flat


def test_each_question_begins_at_the_top_of_an_empty_screen(sit: Sit) -> None:
    child = sit(*CHOICE, *TWO)
    first = child.at("Question 1 of 2")
    child.send("?")
    child.at("Press Enter")
    child.send("\r")
    second = child.at("Question 2 of 2")
    assert first.startswith("── Question 1 of 2")
    assert second.startswith("── Question 2 of 2")
    assert "Question 1" not in second


def test_several_are_toggled_until_enter(sit: Sit) -> None:
    (item,) = drawn("which-conv-output-size", "multiple", 1)
    wrong, right = letters(item, right=False)[0], letters(item, right=True)
    child = sit(*SEVERAL, *ONE)
    child.at("Mark all that are right")
    child.send("\r")
    child.at("Please mark one at least.")
    child.send(wrong + "".join(right))
    child.until(lambda: child.lines[child.screen.cursor.y] == f"> {' '.join(sorted([wrong, *right]))}", "marks")
    child.send(wrong)
    child.until(lambda: child.lines[child.screen.cursor.y] == f"> {' '.join(right)}", "fewer marks")
    child.send("\r")
    child.at("Right. Solution")


def test_marks_stay_while_hints_are_shown(sit: Sit) -> None:
    (item,) = drawn("which-conv-output-size", "multiple", 1)
    right = letters(item, right=True)
    child = sit(*SEVERAL, *ONE, rows=50)
    child.at("Mark all that are right")
    child.send("".join(right) + "h")
    child.sees("Hint 1 of 2")
    child.send("hh")
    child.sees("There is no further hint.")
    child.until(lambda: child.lines[child.screen.cursor.y] == f"> {' '.join(right)}", "the marks")
    child.send("\r")
    child.at("Right. Solution")
    child.send("q")
    assert child.ended() == 0
    assert "After hints: 1 of 1 right." in child.flat


@pytest.mark.parametrize("width", [60, 80])
def test_nothing_is_wider_than_the_terminal(sit: Sit, width: int) -> None:
    (item,) = drawn("which-conv-output-size", "multiple", 1)
    child = sit(*SEVERAL, *ONE, columns=width, rows=50)
    child.at("Mark all that are right")
    child.send(letters(item, right=False)[0] + "\r")
    child.at("Not yet")
    child.send("?")
    child.at("Press Enter")
    lines = child.said.decode().replace("\x1b[K", "").split("\n")
    assert max(columns(_plain(line)) for line in lines) <= width


def test_a_line_is_edited_and_earlier_ones_come_back(sit: Sit) -> None:
    (item, _) = drawn("conv-output-size", "numerical", 2)
    child = sit(*NUMBER, *TWO)
    child.at("Type a number")
    key = str(number(item))
    wrong = str(other(item))
    child.send(f"{wrong}\r")
    child.at("Not yet")
    child.send("\x1b[A")
    child.until(lambda: child.lines[child.screen.cursor.y] == f"> {wrong}", "the line before")
    child.send("\x15" + key[1:] + "\x01" + key[0])
    child.until(lambda: child.lines[child.screen.cursor.y] == f"> {key}", "what was edited")
    child.send("\r")
    child.at("Right. Solution")


def test_a_number_of_one_digit_comes_back_and_keys_do_not(sit: Sit) -> None:
    child = sit(*NUMBER, *ONE, rows=50)
    child.at("Type a number")
    child.send("2\r")
    child.at("Not yet")
    child.send("h\r")
    child.at("Hint 1 of 2")
    child.send("\x1b[A")
    child.until(lambda: child.lines[child.screen.cursor.y] == "> 2", "the number before")


@pytest.mark.parametrize(("key", "status"), [("\x03", 130), ("q\r", 0), ("\x04", 0)])
def test_what_was_filled_in_counts_however_somebody_leaves(sit: Sit, key: str, status: int) -> None:
    (item,) = drawn("conv-relu-pool-map", "parts", 1)
    answer = item.question.parts[0].answer
    assert isinstance(answer, Grid)
    child = sit("conv-relu-pool-map", "--kind", "parts", *ONE)
    child.sees("row 0, column 0:")
    child.send(f"{answer.open[0].key}\r")
    child.until(lambda: "row 0, column 1:" in child.lines[child.screen.cursor.y], "the next cell")
    child.send(key)
    assert child.ended() == status
    shown = TERMINAL.value(Fraction(2, len(answer.open)), "prose")
    assert f"Points: {shown} of 4." in " ".join(child.said.decode().split())
    assert "0 of 1 right" in child.flat


@pytest.mark.parametrize(("key", "status"), [("\x03", 130), ("q", 0), ("\x04", 0)])
def test_leaving_at_any_key_gives_the_summary_and_no_traceback(sit: Sit, key: str, status: int) -> None:
    (item, _) = drawn("conv-output-size", "choice", 2)
    child = sit(*CHOICE, *TWO)
    child.at("Question 1 of 2")
    child.send(letters(item, right=True)[0])
    child.at("Press Enter")
    child.send("\r")
    child.at("Question 2 of 2")
    child.send(key)
    assert child.ended() == status
    assert "1 of 1 right" in child.flat
    assert "Traceback" not in child.flat


def test_what_was_pressed_before_a_question_could_be_seen_is_no_answer_to_it(sit: Sit) -> None:
    child = sit(*CHOICE, *TWO)
    child.at("Question 1 of 2")
    child.send("?")
    child.at("Press Enter")
    child.send("\raaa")
    child.at("Question 2 of 2")
    child.send("?")
    assert "Not right" not in child.at("The answer is")


def _plain(line: str) -> str:
    return re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b.|[\r\x08]", "", line)


@pytest.mark.parametrize("rows", [24, 50])
def test_what_was_said_of_a_cell_stays_as_it_was_after_other_answers(sit: Sit, rows: int) -> None:
    told = "Not yet: with bias=True, which is the default, every output channel has a bias as well."
    child = sit("network-table", "--level", "medium", "-n", "1", "--seed", "8", "--no-record", rows=rows)
    child.sees("1. Conv2d, Output shape:")
    child.send("16x64x64\r432\r")
    child.sees(told)
    child.send("149\r")
    child.sees("1. Conv2d, Parameters: 149")
    child.send("\x0c5\r")
    child.sees("1. Conv2d, Receptive field: 5")
    assert f"Parameters: 432 {told} 1. Conv2d, Parameters: 149 Not right; the solution comes" in child.flat


@pytest.mark.parametrize(("rows", "width"), [(8, 60), (5, 30), (10, 44)])
def test_on_a_small_terminal_question_and_prompt_are_seen_in_part(sit: Sit, rows: int, width: int) -> None:
    child = sit(*SEVERAL, *ONE, rows=rows, columns=width)
    assert "── Question 1 of 1" in child.at("more below")
    child.send(" " * 30)
    child.until(lambda: "Question" not in child.flat, "what comes next")
    child.send("q")
    assert child.ended() == 0
