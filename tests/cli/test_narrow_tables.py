"""Tables of commands on a terminal: as wide as it is; in a pipe they keep their columns."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pexpect
import pytest
from at_terminal import spawned
from click.testing import Result
from warm import QUIZGEN

from quizgen import catalog
from quizgen.model import LEVELS
from quizgen.text.columns import columns


def on_terminal(width: int, *arguments: str) -> list[str]:
    """What a command prints on a terminal of so many columns, line by line."""
    env = os.environ | {"NO_COLOR": "1", "TERM": "xterm"}
    env.pop("COLUMNS", None)
    words = (QUIZGEN, *arguments)
    child = spawned(*words, environment=env, rows=40, columns=width, encoding="utf-8", timeout=60)
    child.expect(pexpect.EOF)
    child.wait()
    child.close()
    assert child.exitstatus == 0, child.before
    return str(child.before).replace("\r\n", "\n").split("\n")


@pytest.mark.parametrize("width", [60, 80, 100])
def test_families_and_networks_have_room_and_lose_nothing(run: Callable[..., Result], width: int) -> None:
    asked = "name,type,output,parameters,macs,field,jump,start"
    for arguments in (["families"], ["explain", "lenet5", "--columns", asked]):
        wide, narrow = run(*arguments).stdout, on_terminal(width, *arguments)
        assert max(map(columns, narrow)) <= width
        numbers = [sorted(re.findall(r"\d[\d,.]*", text)) for text in (wide, "\n".join(narrow))]
        assert numbers[0] == numbers[1]


@pytest.mark.parametrize("width", [60, 80, 130])
def test_a_network_has_the_columns_for_which_there_is_room(width: int) -> None:
    lines = on_terminal(width, "explain", "resnet18")
    assert max(map(columns, lines)) <= width
    assert ("bytes" in lines[2]) == (width == 130)
    assert "11,689,512" in "\n".join(lines)


def test_every_family_is_a_block_of_its_own_on_a_narrow_terminal() -> None:
    lines = on_terminal(60, "families")
    assert {source.id for source in catalog.sources()} <= set(lines)
    place = lines.index("conv-output-size")
    said = " ".join(" ".join(lines[place + 1 : place + 4]).split())
    assert re.fullmatch(r"weight: core kinds: choice, numerical (\w+: [\d,]+ \([\d,]+\) ?){3}", said)


@pytest.mark.parametrize(("width", "name"), [(60, "conv-output-size"), (80, "pooling-concepts")])
def test_a_check_has_room_and_names_each_level_with_its_numbers(width: int, name: str) -> None:
    lines = [wiped(line) for line in on_terminal(width, "check", name, "-n", "5", "--jobs", "1")]
    assert max(map(columns, lines)) <= width
    places = [lines.index(f"{name}, {level}") for level in LEVELS]
    for begin, end in zip(places, [*places[1:], len(lines)], strict=True):
        labels = re.findall(r"(?:^|  )([a-z ]+): \S", "  ".join(lines[begin + 1 : end]))
        assert [label.strip() for label in labels] == ["points", "items", "seconds", "best blind strategy", "hits"]


def wiped(line: str) -> str:
    """What is left of a line in which progress was shown and wiped."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", line.rstrip("\r").rpartition("\r")[2])
