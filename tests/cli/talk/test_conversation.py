"""A whole session at a terminal: a mistake, a hint, a second try, what is skipped, the same again, another size."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from asked_for import drawn, number, other
from terminals import Terminal

from quizgen.answers import Grid
from quizgen.answers.values import components
from quizgen.cli.record import opened
from quizgen.study.log.events import Answered
from quizgen.text.columns import columns

Sit = Callable[..., Terminal]
NUMBERS = ("conv-parameters", "--kind", "numerical", "--seed", "7")


@pytest.fixture(autouse=True)
def _kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path))


def answered() -> list[Answered]:
    with opened() as record:
        return [event for event in record.events() if isinstance(event, Answered)]


def test_a_session_from_a_mistake_to_the_summary(sit: Sit) -> None:
    one, two = drawn("conv-parameters", "numerical", 2)
    child = sit(*NUMBERS, "-n", "2")
    first = child.at("Question 1 of 2")
    child.send("s\r")
    child.at("Question 2 of 2")
    child.send("h\r")
    child.at("Hint 1 of 2")
    child.send(f"{other(two)}\r")
    said = child.at("Try again, h for a hint, ? for the solution.")
    assert "Not yet: " in said
    assert f"{number(two):,}" not in said
    child.send(f"{number(two)}\r")
    child.at("Right. Solution")
    child.send("r")
    child.at("Once more: parameters")
    child.resize(24, 60)
    child.at("Type a number, or h for a hint, s to skip, ? for the solution, q to leave; then press Enter.")
    assert all(columns(line) <= 60 for line in child.lines)
    child.send("?\r")
    child.at("The answer is")
    child.send("\r")
    child.resize(24, 80)
    assert child.at("Question 1 of 2") == first
    child.send(f"{number(one)}\r")
    child.at("Right. Solution")
    child.send("\r")
    assert child.ended() == 0
    assert "1 of 2 right at the first try, 2 in the end" in child.flat
    assert "Once more with new numbers: 0 of 1 right." in child.flat
    assert "Skipped" not in child.flat
    tries = [(event.item, event.attempt, event.right, event.hints) for event in answered()]
    again = tries[2]
    assert tries[:2] == [(two.id, 1, False, 1), (two.id, 2, True, 1)]
    assert again[1:] == (1, False, 0)
    assert again[0] not in {one.id, two.id}
    assert tries[3:] == [(one.id, 1, True, 0)]


def test_after_the_second_mistake_it_is_told_how_one_gets_there(sit: Sit) -> None:
    (item,) = drawn("conv-parameters", "numerical", 1)
    child = sit(*NUMBERS, "-n", "1", rows=60)
    child.at("Question 1 of 1")
    wrong = other(item)
    child.send(f"{wrong}\r")
    child.at("Try again")
    child.send(f"{wrong}\r")
    said = " ".join(child.at("Press Enter for the summary").split())
    assert f"Not right. The answer is {number(item):,}." in said
    assert f"How you got {wrong:,}:" in said
    way = said.partition(f"How you got {wrong:,}:")[2].partition("Solution")[0]
    assert f"= {wrong:,}" in way


def test_ctrl_c_leaves_with_what_was_answered(sit: Sit) -> None:
    (item, _) = drawn("conv-parameters", "numerical", 2)
    child = sit(*NUMBERS, "-n", "2")
    child.at("Question 1 of 2")
    child.send(f"{number(item)}\r")
    child.at("Press Enter")
    child.send("\r")
    child.at("Question 2 of 2")
    child.send("12\x03")
    assert child.ended() == 130
    assert "1 of 1 right" in child.flat
    assert [event.item for event in answered()] == [item.id]
    assert "Traceback" not in child.flat


def test_a_question_that_is_longer_than_the_screen_is_paged(sit: Sit) -> None:
    child = sit("conv-relu-pool-map", "--kind", "parts", "--seed", "7", "-n", "1")
    child.sees("more below: Space or PgDn")
    top = child.lines
    child.send(" ")
    child.sees("above: PgUp")
    assert child.lines[:3] != top[:3]
    child.send("\x1b[5~")
    child.until(lambda: child.lines[:3] == top[:3], "the beginning")
    child.until(lambda: child.lines[child.screen.cursor.y].startswith("row 0, column 0:"), "the prompt")


def test_a_cell_of_a_table_is_tried_again_by_itself(sit: Sit) -> None:
    (item,) = drawn("conv-relu-pool-map", "parts", 1)
    grid = item.question.parts[0].answer
    child = sit("conv-relu-pool-map", "--kind", "parts", "--seed", "7", "-n", "1", rows=70)
    child.sees("row 0, column 0:")
    assert isinstance(grid, Grid)
    (key,) = components(grid.open[0].key)
    child.send(f"{key + 1}\r")
    child.sees("Not yet")
    child.until(lambda: "row 0, column 0:" in child.lines[child.screen.cursor.y], "the same cell")
    child.send(f"{key}\r")
    child.until(lambda: "row 0, column 1:" in child.lines[child.screen.cursor.y], "the next cell")
    child.send("q\r")
    assert child.ended() == 0
    first, second = answered()
    assert (first.attempt, second.attempt) == (1, 2)
    assert first.share < second.share
    assert first.answer != second.answer
