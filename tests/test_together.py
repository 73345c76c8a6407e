"""Tests that share what is made once are run by one process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from together import together

HERE = "tests/test_together.py"


@pytest.fixture(scope="module")
def dear() -> int:
    return 1


@pytest.fixture(scope="session")
def dearest() -> int:
    return 2


def test_for_a_module(request: pytest.FixtureRequest, dear: int) -> None:
    assert (together(request.node), dear) == (HERE, 1)


def test_for_a_folder(request: pytest.FixtureRequest, dearest: int) -> None:
    assert (together(request.node), dearest) == (HERE, 2)


@pytest.mark.parametrize("source", [SimpleNamespace(id="a-family")])
def test_so_is_what_a_process_finds_out_about_a_family(request: pytest.FixtureRequest, source: SimpleNamespace) -> None:
    assert together(request.node) == source.id


@pytest.mark.parametrize("number", [1, 2])
def test_others_go_wherever_there_is_room(request: pytest.FixtureRequest, tmp_path: object, number: int) -> None:
    assert (together(request.node), number > 0, bool(tmp_path)) == ("", True, True)


GROUPED = """
import os
import pathlib
import pytest

@pytest.mark.xdist_group("dear")
@pytest.mark.parametrize("number", range(6))
def test_together(number):
    pathlib.Path("takers", os.environ["PYTEST_XDIST_WORKER"]).touch()
"""


@pytest.mark.slow
def test_the_tests_of_a_group_are_dealt_to_one_process(tmp_path: Path) -> None:
    """What pytest and pytest-xdist make of it together: with some versions nothing, and they do not say so."""
    (tmp_path / "takers").mkdir()
    (tmp_path / "test_group.py").write_text(GROUPED)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadgroup", "test_group.py"]
    subprocess.run(command, check=True, cwd=tmp_path, capture_output=True)
    assert len([*(tmp_path / "takers").iterdir()]) == 1
