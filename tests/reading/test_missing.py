"""Why a path gives no file is said as it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from quizgen.reading.files import missing


def test_a_name_that_nothing_has(tmp_path: Path) -> None:
    assert missing(tmp_path / "x.toml") == f"there is no file {tmp_path}/x.toml"


def test_a_folder(tmp_path: Path) -> None:
    assert missing(tmp_path) == f"{tmp_path} is a folder"


@pytest.mark.parametrize(("leads_to", "said"), [("loop.toml", "itself"), ("nothing", "no file")])
def test_a_link_in_a_circle_or_to_nothing(tmp_path: Path, leads_to: str, said: str) -> None:
    link = tmp_path / "loop.toml"
    link.symlink_to(leads_to)
    assert missing(link) == f"{link} is a link that leads to {said}"


def test_a_name_that_the_system_refuses() -> None:
    assert missing(Path("x" * 300)).endswith("x cannot be read: file name too long")


def test_what_is_no_regular_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    assert missing(tmp_path / "pipe.toml") == f"{tmp_path}/pipe.toml is no regular file"
