"""Nothing that was answered is lost, however a quiz ends."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from asked_for import drawn, letters
from terminals import Terminal, quiz

from quizgen.cli.record.kept import Kept
from quizgen.study.log.events import Answered

Sit = Callable[..., Terminal]
FAMILY = "conv-output-size"
QUIZ = (FAMILY, "--kind", "choice", "--seed", "7", "-n", "30")


def kept(folder: Path) -> list[str]:
    """The items that were answered, as the log has them."""
    with Kept(folder / "default.sqlite") as record:
        return [event.item for event in record.events() if isinstance(event, Answered)]


def killed(folder: Path, after: float) -> tuple[int, list[str]]:
    """How many verdicts somebody saw who answers as fast as can be, and what is kept when all is killed then."""
    child = quiz(*QUIZ, rows=70, QUIZGEN_DATA=str(folder))
    try:
        child.at("Question 1 of 30")
        end = time.monotonic() + after
        seen = 0
        while time.monotonic() < end:
            child.send("a\r")
            child._read(0.005)
            seen = child.said.count(b"Solution \xe2\x80\x93")
        os.kill(child.child.pid, signal.SIGKILL)
        while child._read(0.05):
            pass
        seen = child.said.count(b"Solution \xe2\x80\x93")
    finally:
        child.close()
    return seen, kept(folder)


def test_who_is_killed_in_the_middle_of_an_answer_loses_that_alone_and_goes_on(tmp_path: Path, sit: Sit) -> None:
    one, two, _ = drawn(FAMILY, "choice", 3)
    child = sit(*QUIZ, QUIZGEN_DATA=str(tmp_path))
    for item, place in ((one, 1), (two, 2)):
        child.at(f"Question {place} of 30")
        child.send(letters(item, right=True)[0])
        child.at("Right. Solution")
        child.send("\r")
    child.at("Question 3 of 30")
    child.send("h")
    child.at("Hint 1")
    os.kill(child.child.pid, signal.SIGKILL)
    child.ended()
    assert kept(tmp_path) == [one.id, two.id]
    again = sit("-n", "3", QUIZGEN_DATA=str(tmp_path))
    assert "1 of 114 kinds seen" in " ".join(again.sees("Question 1 of 3").split())


@pytest.mark.slow
def test_at_a_hundred_moments_of_being_killed_whatever_was_judged_is_kept(tmp_path: Path) -> None:
    moments = random.Random(7)  # noqa: S311 - moments of a test
    places = [(tmp_path / str(number), moments.uniform(0.05, 1.5)) for number in range(100)]
    with ThreadPoolExecutor(2) as two:
        ends = list(two.map(lambda one: killed(*one), places))
    expected = [item.id for item in drawn(FAMILY, "choice", 30)]
    assert sum(seen for seen, _ in ends) > 100
    for seen, items in ends:
        assert seen <= len(items) <= seen + 1
        assert items == expected[: len(items)]
