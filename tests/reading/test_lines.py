from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizgen import resources
from quizgen.reading.lines import lines

TEXT = """# a comment with [[slots]]
title = "x" # y
a.b = [1,
  "q, ] }",  # z
  {body = ["x", [1,
  2]], k = 3}]
[[slots]]
topic = \"\"\"
[[slots]]
kind = 3
\"\"\"
level = 'e'
[[slots]]
kind = 1979-05-27 07:32:00
[blocks."x y"]
layers = [
  "a",
  { branches = [["b"],
     ["c"]] },
]
[[slots.more]]
z = 1.5
"""
WHERE = {
    "title": 2,
    "a.b": 3,
    "a.b[1]": 3,
    "a.b[2]": 4,
    "a.b[3].body[2][2]": 6,
    "a.b[3].k": 6,
    "slots[1]": 7,
    "slots[1].topic": 8,
    "slots[1].level": 12,
    "slots[2].kind": 14,
    "blocks": 15,
    "blocks.x y.layers[2].branches[2][1]": 19,
    "slots[2].more[1].z": 22,
}


def paths(value: object, path: str = "") -> Iterator[str]:
    """The paths of everything in a TOML file."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for number, inner in enumerate(value, start=1):
            yield from paths(inner, f"{path}[{number}]")


@pytest.mark.parametrize("path", WHERE)
def test_every_entry_and_element_has_its_line(path: str) -> None:
    assert lines(TEXT)[path] == WHERE[path]


@pytest.mark.parametrize("path", sorted(resources.banks().rglob("*.toml")), ids=lambda path: path.stem)
def test_what_toml_reads_is_found_and_nothing_else(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert lines(text).keys() == set(paths(tomllib.loads(text)))
