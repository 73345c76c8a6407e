"""A quiz on a terminal judges a later part by the learner's own earlier value, as an item's JSON says."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
import sympy
from terminals import Terminal
from warm import ran

from quizgen.model import LEVELS, Level

Json = dict[str, Any]
Answer = Callable[[Level, list[int]], str]
FAMILY = "size-parameters-field"
SEED = "5"


@pytest.fixture
def parts(level: Level) -> list[Json]:
    """The parts of the item that the quiz asks, out of its JSON."""
    made = ran("generate", FAMILY, "--seed", SEED, "-n", "1", "--level", level, "--format", "json")
    found: list[Json] = json.loads(made.stdout)["items"][0]["parts"]
    return found


@pytest.fixture
def answered(sit: Callable[..., Terminal]) -> Answer:
    """Takes the quiz with a number for each part, which is typed again where it is not right, and gives the verdict."""

    def take(level: Level, numbers: list[int]) -> str:
        child = sit(FAMILY, "--seed", SEED, "-n", "1", "--level", level, rows=150)
        for place, number in zip("abc", numbers, strict=True):
            child.at(f"({place}) ")
            child.send(f"{number}\r")
            child.at(f"> {number}")
            if "Try again" in child.flat:
                child.send(f"{number}\r")
        return " ".join(child.at("Press Enter").partition("Points:")[0].split())

    return take


def carried(parts: list[Json], own: int) -> int:
    """What part b is from somebody's own answer to part a: worked by sympy, from what stands in the JSON alone."""
    first, second = parts[:2]
    (name,), (formula,) = first["names"], second["follows"]
    assert second["after"] == [first["part"]]
    return int(sympy.sympify(formula).subs(name, own))


@pytest.mark.parametrize("level", LEVELS)
def test_a_value_that_follows_from_ones_own_wrong_one_is_right(
    parts: list[Json], answered: Answer, level: Level
) -> None:
    side, parameters, field = (part["key"] for part in parts)
    own = side + 1
    shown = answered(level, [own, carried(parts, own), field])
    assert f"(a) Not right. The answer is {side:,}." in shown
    assert f"(b) Right. Right from your {own:,}; with the right {side:,} it would be {parameters:,}." in shown
    assert "(c) Right." in shown


@pytest.mark.parametrize("level", ["easy"])
def test_from_the_right_value_the_json_gives_the_key(parts: list[Json], answered: Answer, level: Level) -> None:
    side, parameters, field = (part["key"] for part in parts)
    assert carried(parts, side) == parameters
    shown = answered(level, [side, carried(parts, side), field])
    assert "(a) Right. (b) Right. (c) Right." in shown
    assert "from your" not in shown


@pytest.mark.parametrize("level", ["hard"])
def test_what_follows_from_neither_value_is_wrong(parts: list[Json], answered: Answer, level: Level) -> None:
    side, parameters, field = (part["key"] for part in parts)
    shown = answered(level, [side + 1, carried(parts, side + 1) + 1, field])
    assert f"(b) Not right. The answer is {parameters:,}." in shown
    assert "from your" not in shown
