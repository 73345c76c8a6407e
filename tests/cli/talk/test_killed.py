"""Nothing that was answered is lost, however a quiz ends."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Timer

import pytest
from asked_for import drawn, letters
from everything import ALL
from terminals import Terminal, quiz

from quizgen import catalog
from quizgen.cli.record.kept import Kept
from quizgen.study.log.events import Answered

Sit = Callable[..., Terminal]
FAMILY = "conv-output-size"
CONCEPTS = "batch-normalisation-concepts,dilated-convolution-concepts,stacked-kernels-concepts"
WORDS = (CONCEPTS, "--kind", "choice", "--seed", "7", "-n", "30")
"""They need no real layers, and are judged at once."""
MOMENTS = 100 if ALL else 40
QUIZ = (FAMILY, "--kind", "choice", "--seed", "7", "-n", "30")


def kept(folder: Path) -> list[str]:
    """The items that were answered, as the log has them."""
    with Kept(folder / "default.sqlite") as record:
        return [event.item for event in record.events() if isinstance(event, Answered)]


def killed(folder: Path, verdicts: int, after: float) -> tuple[int, list[str]]:
    """How many verdicts somebody saw, and what is kept, when all is killed some seconds after so many verdicts."""
    child = quiz(*WORDS, rows=70, QUIZGEN_DATA=str(folder))
    try:
        child.at("Question 1 of 30")
        child.send("a")
        child.at("Press Enter")
        end = Timer(after, os.kill, (child.child.pid, signal.SIGKILL))
        while child.child.isalive():
            if seen(child) >= verdicts and end.ident is None:
                end.start()
            child.send("\r" if "Press Enter" in child.flat else "a")
            child._read(0.02)
        child.ended()
    finally:
        child.close()
    return seen(child), kept(folder)


def seen(child: Terminal) -> int:
    return child.said.count("Solution –".encode())


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
    assert f"1 of {len(catalog.listed())} kinds seen" in " ".join(again.sees("Question 1 of 3").split())


@pytest.mark.slow
def test_at_many_moments_of_being_killed_whatever_was_judged_is_kept(tmp_path: Path) -> None:
    moments = random.Random(7)  # noqa: S311 - moments of a test
    places = [(tmp_path / str(number), 1 + number % 6, moments.uniform(0, 0.2)) for number in range(MOMENTS)]
    with ThreadPoolExecutor(2) as two:
        ends = list(two.map(lambda one: killed(*one), places))
    assert len({verdicts for verdicts, _ in ends}) > 3
    longest = max((items for _, items in ends), key=len)
    for verdicts, items in ends:
        assert verdicts <= len(items) <= verdicts + 1
        assert items == longest[: len(items)]
