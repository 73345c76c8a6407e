"""Every format that a platform imports takes as many items of all families as are asked for, whatever its limits."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from quizgen.cli import known

Run = Callable[..., Result]
ELSEWHERE = ("docx", "json", "jsonl", "latex", "markdown", "pdf", "slides", "typst")
"""Formats for people and programs, which hold all kinds and have no limits: other tests write them."""


FEWER = {"stack": 20}
"""Where an item holds many variants, each of them verified, so that one takes a second."""


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in known.formats() if name not in ELSEWHERE])
def test_three_hundred_items_of_all_families_are_written(run: Run, name: str, tmp_path: Path) -> None:
    asked = ("generate", "all", "-n", str(FEWER.get(name, 300)), "--format", name, "--seed", "3", "--jobs", "1")
    result = run(*asked, "-o", f"{tmp_path}/x/")
    assert result.exit_code == 0, result.stderr
    assert sum(path.stat().st_size for path in (tmp_path / "x").rglob("*") if path.is_file()) > 20_000
    assert len(result.stderr.splitlines()) <= 2
    assert all(len(line) <= 400 for line in result.stderr.splitlines())
