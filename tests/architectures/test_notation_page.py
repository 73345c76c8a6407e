"""The page on the notation has every word, and every example on it is a layer of the type beside it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from quizgen import oracle
from quizgen.architectures import notation
from quizgen.errors import UsageError
from quizgen.layers import Network, kind
from quizgen.tracing import explained

PAGE = (Path(__file__).parents[2] / "docs" / "notation.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([^`]+)` \| `(\w+)` \|", PAGE, re.MULTILINE)
BEFORE = {"unflatten": ("gap, flatten, linear 16, ", (8, 16, 16)), "linear": ("conv 2 k1, flatten, ", (8, 16, 16))}


@pytest.mark.parametrize(("text", "type_"), ROWS)
def test_every_example_of_a_word_is_what_the_page_says_and_torch_gives(text: str, type_: str) -> None:
    axes = {"1": 1, "3": 3}.get(type_[-2:-1], 2) if type_.endswith("d") else 2
    shape = (8, *[16] * axes)
    before = BEFORE.get(text.split(maxsplit=1)[0], ("", shape))[0]
    text = text.replace("3->64 k7", "8->64 k7")
    layers = notation.layers(f"{before}{text}", shape)
    assert kind(layers[-1]) == type_
    rows = explained(Network(shape, layers))
    assert [(one.output_shape, one.parameters, one.macs) for one in rows] == [
        (one.output_shape, one.parameters, one.macs) for one in oracle.measured(layers, shape)
    ]


@pytest.mark.parametrize("text", [text for text, _ in ROWS])
def test_a_word_that_means_nothing_is_refused_where_it_stands(text: str) -> None:
    before, shape = BEFORE.get(text.split(maxsplit=1)[0], ("", (8, 16, 16)))
    with pytest.raises(UsageError) as error:
        notation.layers(f"{before}{text.replace('3->64', '8->64')} banana", shape)
    line, mark = error.value.marked.split("\n")
    assert line[mark.index("^") :] == "banana"


def test_the_page_has_every_word() -> None:
    assert {text.split()[0] for text, _ in ROWS} == set(notation.WORDS)


def test_commands_and_snippets_of_the_page_are_lines() -> None:
    commands = [shlex.split(line) for line in PAGE.splitlines() if line.startswith("quizgen explain")]
    assert len(commands) == 2
    for command in commands:
        shape = tuple(map(int, command[-1].split("x")))
        assert explained(Network(shape, notation.layers(command[2], shape)))
    for snippet in re.findall(r"`((?:residual|parallel|conv 64 k2|multiply|nn\.Seq)[^`]*\([^`]*\))`", PAGE):
        if "..." not in snippet:
            shape = (3, 8, 8) if snippet.startswith("nn") else (64, 16, 16)
            assert notation.layers(snippet, shape), snippet
