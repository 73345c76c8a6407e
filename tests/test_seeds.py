"""The same seed gives the same bytes everywhere; two seeds share no more items than chance gives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from quizgen import catalog

NUMBER = 1000
COMMON = 1.25
"""Two seeds share so many times as many, at most: items with common windows come more often than others."""


def _generated(path: Path, seed: str, hash_seed: str) -> bytes:
    program = [sys.executable, "-m", "quizgen", "generate", "all", "-n", str(NUMBER), "--seed", seed]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    subprocess.run([*program, "--format", "json", "-o", str(path)], check=True, env=environment, capture_output=True)
    return path.read_bytes()


@pytest.fixture(scope="module")
def seven(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return _generated(tmp_path_factory.mktemp("seven") / "a.json", "7", "1")


@pytest.mark.slow
def test_two_processes_give_the_same_bytes(seven: bytes, tmp_path: Path) -> None:
    assert _generated(tmp_path / "b.json", "7", "2") == seven


@pytest.mark.slow
def test_two_seeds_share_hardly_more_items_than_even_draws_would(seven: bytes, tmp_path: Path) -> None:
    others = [_generated(tmp_path / f"{seed}.json", seed, "0") for seed in ("8", "9", "10")]
    every = [json.loads(one)["items"] for one in (seven, *others)]
    for items in every:
        assert len({item["id"] for item in items}) == len({item["stem"] for item in items}) == NUMBER
    pairs = [*combinations(every, 2)]
    shared = sum(len({item["id"] for item in one} & {item["id"] for item in other}) for one, other in pairs)
    assert shared <= sum(_by_chance(one) for one, _ in pairs) * COMMON


def _by_chance(items: list[dict[str, Any]]) -> float:
    """How many of the items another seed would have, if all items of a level came alike."""
    drawn = Counter((item["family"], item["level"], item["kind"]) for item in items)
    sizes = {source.id: source for source in catalog.sources()}
    return sum(n * n / sizes[family].count(level, kind) for (family, level, kind), n in drawn.items())
