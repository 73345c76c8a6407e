"""The cache lies where the user or the system wants it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from quizgen.cli.caching import folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home without a wish."""
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("system", "place"),
    [("linux", ".cache"), ("darwin", "Library/Caches"), ("win32", "AppData/Local"), ("freebsd14", ".cache")],
)
def test_the_usual_place_of_a_system(home: Path, monkeypatch: pytest.MonkeyPatch, system: str, place: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert folder() == home / place / "quizgen"


def test_a_wished_place_goes_first_if_it_is_a_whole_path(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "here"))
    assert folder() == home / "here" / "quizgen"
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    assert folder() == home / ".cache" / "quizgen"


def test_nobody_s_home_is_no_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", nowhere)
    assert folder() is None
