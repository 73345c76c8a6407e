"""The same seed gives the same bytes everywhere; two seeds share no more items than chance gives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from math import sqrt
from pathlib import Path

import pytest

from quizgen import catalog

NUMBER = 1000


def _generated(path: Path, seed: str, hash_seed: str) -> bytes:
    program = [sys.executable, "-m", "quizgen", "generate", "all", "-n", str(NUMBER), "--seed", seed]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    subprocess.run([*program, "--format", "json", "-o", str(path)], check=True, env=environment, capture_output=True)
    return path.read_bytes()


@pytest.mark.slow
def test_two_processes_give_the_same_bytes(tmp_path: Path) -> None:
    assert _generated(tmp_path / "a.json", "7", "1") == _generated(tmp_path / "b.json", "7", "2")


@pytest.mark.slow
def test_two_seeds_share_no_more_items_than_chance_gives(tmp_path: Path) -> None:
    one, other = (json.loads(_generated(tmp_path / f"{seed}.json", seed, "0"))["items"] for seed in ("7", "8"))
    shared = {item["id"] for item in one} & {item["id"] for item in other}
    drawn = Counter((item["family"], item["level"], item["kind"]) for item in one)
    sizes = {source.id: source for source in catalog.sources()}
    expected = sum(n * n / sizes[family].count(level, kind) for (family, level, kind), n in drawn.items())
    assert len({item["id"] for item in one}) == NUMBER
    assert len({item["stem"] for item in one}) == NUMBER
    assert len(shared) <= expected + 3 * sqrt(expected)
