"""Files with one fault each, in the words and at the line that ``planted/README.md`` says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from quizgen.linting.dispatch import linted
from quizgen.linting.opening import opened

PLANTED = Path(__file__).parent / "planted"
_ROW = re.compile(r"^\| `([^`]+)` \| (\d+) \| ([a-z-]+) \| (.+) \|$", re.MULTILINE)
TABLE = [(name, int(line), rule) for name, line, rule, _ in _ROW.findall((PLANTED / "README.md").read_text("utf-8"))]


@pytest.mark.parametrize(("name", "line", "rule"), TABLE, ids=[name for name, *_ in TABLE])
def test_the_planted_fault_is_found_at_its_line_and_nothing_else(name: str, line: int, rule: str) -> None:
    file, written = opened((PLANTED / name).read_bytes(), name)
    assert [(one.line, one.rule) for one in linted(file, written)] == [(line, rule)]


def test_every_planted_file_is_in_the_table_and_there_are_twenty() -> None:
    assert {path.name for path in PLANTED.iterdir()} - {"README.md"} == {name for name, *_ in TABLE}
    assert len(TABLE) >= 20
