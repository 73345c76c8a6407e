"""Debian's Maxima, and a STACK made of what STACK's documentation says of its functions and trees."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from xml.etree import ElementTree as ET

import pytest

MAXIMA = shutil.which("maxima")
ABSENT = "NOT JUDGED: maxima is not installed (apt-get install maxima)"
FUNCTIONS = """
dispdp(ex, digits) := displaydp(float(ex), digits)$
AlgEquiv(sa, ta, opt) := if listp(sa) and listp(ta) then is(length(sa) = length(ta) and every("=", sa, ta))
  else is(ratsimp(sa - ta) = 0)$
NumAbsolute(sa, ta, opt) := is(abs(float(sa - ta)) < opt)$
told([x]) := apply(print, cons("told", x))$
"""
"""STACK's own functions and answer tests, as far as the questions need them, by their documentation."""
END = "end of a script"


Check: TypeAlias = Generator[Sequence[str], list[str], None]
"""What yields its lines for Maxima once, and is sent what they tell."""


def run(tmp_path: Path, *lines: str) -> list[str]:
    """What Maxima tells, a line each."""
    (told,) = runs(tmp_path, lines)
    return told


def held(tmp_path: Path, *checks: Check) -> None:
    """Has one Maxima work for all of them, since to start it takes as long as what a check asks."""
    told = runs(tmp_path, *map(next, checks))
    for check, lines in zip(checks, told, strict=True):
        with suppress(StopIteration):
            check.send(lines)
            pytest.fail("a check asks Maxima twice")


def runs(tmp_path: Path, *scripts: Sequence[str]) -> list[list[str]]:
    """What Maxima tells of each script, which knows nothing of those before it."""
    file = tmp_path / "judged.mac"
    begin = ["kill(all)$", "display2d: false$", "linel: 100000$", FUNCTIONS]
    file.write_text("\n".join(line for lines in scripts for line in (*begin, *lines, f'print("{END}")$')), "utf-8")
    assert MAXIMA
    command = [MAXIMA, "--very-quiet", "--batch-string", f'batchload("{file}")$']
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=900)
    assert "error" not in done.stdout, done.stdout
    told: list[list[str]] = [[]]
    for line in done.stdout.splitlines():
        if line.strip() == END:
            told.append([])
        elif line.startswith("told "):
            told[-1].append(line.removeprefix("told ").strip())
    assert (len(told), told.pop()) == (len(scripts) + 1, []), done.stdout
    return told


@dataclass(frozen=True)
class Node:
    """A node of a tree of potential responses."""

    test: str
    sans: str
    tans: str
    options: str
    score: str
    note: str
    feedback: str
    after: str
    otherwise: str


@dataclass(frozen=True)
class Tree:
    """A tree of potential responses."""

    name: str
    value: str
    nodes: Sequence[Node]


class Question:
    """A question of STACK as it stands in a file."""

    def __init__(self, element: ET.Element) -> None:
        self.element = element
        self.name = self.text("name/text")
        self.variables = self.text("questionvariables/text")
        self.seeds = [int(seed.text or "") for seed in element.findall("deployedseed")]
        self.trees = {tree.name: tree for tree in map(_tree, element.findall("prt"))}
        self.inputs = {text(one, "name"): text(one, "tans") for one in element.findall("input")}
        self.tests = element.findall("qtest")

    def text(self, path: str) -> str:
        """What stands there."""
        return text(self.element, path)

    def castexts(self) -> Iterator[str]:
        """All that STACK reads as CASText."""
        for path in ("questiontext", "generalfeedback", "specificfeedback", "questionnote", "questiondescription"):
            yield self.text(f"{path}/text")
        for path in ("prtcorrect", "prtpartiallycorrect", "prtincorrect"):
            yield self.text(f"{path}/text")
        yield from (node.feedback for tree in self.trees.values() for node in tree.nodes)


def text(element: ET.Element, path: str) -> str:
    """What stands at a path, nothing where there is nothing."""
    found = element.find(path)
    assert found is not None, path
    return found.text or ""


def _tree(element: ET.Element) -> Tree:
    nodes = [
        Node(
            text(one, "answertest"),
            text(one, "sans"),
            text(one, "tans"),
            text(one, "testoptions"),
            text(one, "truescore"),
            text(one, "trueanswernote"),
            text(one, "truefeedback/text"),
            text(one, "falsenextnode"),
            text(one, "falseanswernote"),
        )
        for one in element.findall("node")
    ]
    return Tree(text(element, "name"), text(element, "value"), nodes)


def questions(content: bytes) -> list[Question]:
    """The questions of a file."""
    return [Question(one) for one in ET.fromstring(content).findall("question") if one.get("type") == "stack"]


def variables(question: Question) -> str:
    """A line that makes a function of the question's variables, each of which ends with a semicolon."""
    assert question.variables.endswith(";")
    return f"variables() := ({question.variables[:-1].replace(';', ',')})$"


def seeded(seed: int | None) -> str:
    """A line that works out the variables for a seed; without one, as a STACK that tells none does."""
    known = f"stack_seed: {seed}$" if seed is not None else "kill(stack_seed)$ rand(n) := random(n)$"
    return f"{known} variables()$"


def walked(tree: Tree, passed: Sequence[str]) -> tuple[str, int]:
    """The last note, and the score, where the tests of the nodes give so."""
    place = 0
    while True:
        node = tree.nodes[place]
        if passed[place] == "true":
            return node.note, int(node.score)
        if node.after == "-1":
            return node.otherwise, 0
        place = int(node.after)
