"""Faults planted in quizgen's own JSON are found, each at its line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quizgen.linting.dispatch import linted
from quizgen.linting.opening import opened

LINES = (Path(__file__).parents[1] / "formats/golden/exam.json").read_text("utf-8").split("\n")


def found(lines: list[str]) -> list[tuple[str, int]]:
    file, written = opened("\n".join(lines).encode(), "exam.json")
    return [(one.rule, one.line) for one in linted(file, written)]


def planted(change: Callable[[dict[str, Any]], object]) -> list[str]:
    """The file after a change of its first item, which stands on the second line."""
    item = json.loads(LINES[1].rstrip(","))
    change(item)
    return [LINES[0], f"{json.dumps(item)},", *LINES[2:]]


def _none_right(item: dict[str, Any]) -> None:
    for option in item["options"]:
        option["correct"] = False


def test_nothing_is_found_where_nothing_was_planted() -> None:
    assert found(LINES) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda item: item["options"][0].update(correct=True), "no-full-mark"),
        (_none_right, "item-unreadable"),
        (lambda item: item["options"][2].update(text=item["options"][1]["text"]), "equal-options"),
        (lambda item: item["options"][2].update(correct="half"), "item-unreadable"),
        (lambda item: item.update(hints=["Think.", " "]), "hint-empty"),
        (lambda item: item.update(hints=["Count the rows.", "Think.", "Count the rows."]), "hint-repeated"),
        (lambda item: item.update(hint="Count the rows.", hints=["Count the rows."]), "hint-repeated"),
        (lambda item: item.pop("stem"), "item-unreadable"),
        (lambda item: item.pop("options"), "item-unreadable"),
    ],
    ids=[
        *("two right", "none right", "equal options", "share unreadable", "empty hint"),
        *("equal hints", "equal hint", "no stem", "no options"),
    ],
)
def test_a_fault_of_an_item_is_found_at_its_line(change: Callable[[dict[str, Any]], object], rule: str) -> None:
    assert found(planted(change)) == [(rule, 2)]


def test_a_fault_is_found_where_it_stands_in_json_of_many_lines() -> None:
    lines = json.dumps(json.loads("\n".join(planted(lambda item: item.pop("solution")))), indent=1).split("\n")
    starts = [number for number, line in enumerate(lines, start=1) if line == "  {"]
    assert found(lines) == [("item-unreadable", starts[0])]


def test_an_id_of_two_different_questions_is_told_at_the_second() -> None:
    other = json.loads(LINES[1].rstrip(",")) | {"stem": "How many columns come out?"}
    assert found([*LINES[:2], f"{json.dumps(other)},", *LINES[2:]]) == [("duplicate-id", 3)]


def test_an_item_that_is_there_twice_is_told_as_a_question_that_is() -> None:
    assert found([*LINES[:2], LINES[1], *LINES[2:]]) == [("duplicate-question", 3)]


def test_points_that_are_no_number_are_told_at_their_line() -> None:
    last = next(place for place, line in enumerate(LINES) if '"points": [' in line and line.startswith("]"))
    assert found([*LINES[:last], LINES[last].replace('"points": [', '"points": ["half", '), *LINES[last + 1 :]]) == [
        ("points-unreadable", last + 1)
    ]
