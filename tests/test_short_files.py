"""No file is so long that nobody reads it at once."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MOST = 300


@pytest.mark.parametrize("room", ["quizgen", "tests", "benchmarks", "docs"])
def test_no_program_has_more_than_three_hundred_lines(room: str) -> None:
    lengths = {path.relative_to(ROOT): len(path.read_bytes().splitlines()) for path in (ROOT / room).rglob("*.py")}
    assert lengths
    assert {str(path): length for path, length in lengths.items() if length > MOST} == {}
