"""A quiz on a terminal judges a later part by the learner's own earlier value, as an item's JSON says."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pexpect
import pytest
import sympy
from click.testing import Result

from quizgen.model import LEVELS, Level

Json = dict[str, Any]
Answer = Callable[[Level, list[int]], str]
FAMILY = "size-parameters-field"
SEED = "5"
TYPE = r"Type a number, or[^>]*\n> "


@pytest.fixture
def parts(run: Callable[..., Result], level: Level) -> list[Json]:
    """The parts of the item that the quiz asks, out of its JSON."""
    made = run("generate", FAMILY, "--seed", SEED, "-n", "1", "--level", level, "--format", "json")
    found: list[Json] = json.loads(made.stdout)["items"][0]["parts"]
    return found


@pytest.fixture
def answered() -> Iterator[Answer]:
    """Takes the quiz with a number for each part, and gives all that the terminal shows, on one line."""
    started = []

    def take(level: Level, numbers: list[int]) -> str:
        arguments = ["-m", "quizgen", "quiz", FAMILY, "--seed", SEED, "-n", "1", "--level", level]
        env = os.environ | {"NO_COLOR": "1", "TERM": "xterm"}
        child = pexpect.spawn(sys.executable, arguments, encoding="utf-8", timeout=60, env=env, dimensions=(40, 90))
        started.append(child)
        for number in numbers:
            child.expect(TYPE)
            child.sendline(str(number))
        child.expect(pexpect.EOF)
        child.wait()
        child.close()
        assert child.exitstatus == 0
        return " ".join(child.before.split())

    yield take
    for child in started:
        child.close(force=True)


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
    assert re.search(r"\(a\) Right\. \(b\) Right\. \(c\) Right\.", shown)
    assert "from your" not in shown


@pytest.mark.parametrize("level", ["hard"])
def test_what_follows_from_neither_value_is_wrong(parts: list[Json], answered: Answer, level: Level) -> None:
    side, parameters, field = (part["key"] for part in parts)
    shown = answered(level, [side + 1, carried(parts, side + 1) + 1, field])
    assert f"(b) Not right. The answer is {parameters:,}." in shown
    assert "from your" not in shown
