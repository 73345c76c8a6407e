"""Tests that share what is made once are run by one process."""

from __future__ import annotations

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
