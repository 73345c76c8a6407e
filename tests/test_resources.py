"""Folders are found next to the package and inside it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from quizgen import resources
from quizgen.errors import QuizgenError

ROOT = Path(__file__).parent.parent


def test_a_checkout_uses_its_own_folders() -> None:
    assert resources.templates() == ROOT / "templates"
    assert resources.banks() == ROOT / "banks"


@pytest.mark.parametrize("place", ["site/quizgen/extra", "site/extra"])
def test_a_folder_in_the_package_or_beside_it_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    (tmp_path / place).mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "site" / "quizgen")
    assert resources._folder("extra") == tmp_path / place
    resources._folder.cache_clear()


def test_the_packages_own_folder_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("site/quizgen/own", "site/own"):
        (tmp_path / place).mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "site" / "quizgen")
    assert resources._folder("own") == tmp_path / "site" / "quizgen" / "own"
    resources._folder.cache_clear()


def test_a_missing_folder_is_said() -> None:
    with pytest.raises(QuizgenError, match=r"'nowhere' is neither in .* nor beside it"):
        resources._folder("nowhere")


def test_the_version_is_the_projects() -> None:
    assert resources.version() == tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
