"""A plug-in's own folder is known by what its pyproject.toml declares."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen import catalog
from quizgen.errors import UsageError

DECLARES = """
[project]
name = "their-plugin"
[project.entry-points."quizgen.{group}"]
ours = "theirs.sizes.new_size"
"""


def declare(folder: Path, text: str = DECLARES, group: str = "families") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pyproject.toml").write_text(text.replace("{group}", group), encoding="utf-8")
    return folder


@pytest.mark.parametrize("group", ["families", "items", "formats"])
def test_a_plugin_is_known_in_its_folder_and_in_the_one_above(tmp_path: Path, group: str) -> None:
    folder = declare(tmp_path / "code", group=group)
    for place in (folder, tmp_path):
        (found,) = catalog.projects(place)
        assert found.names == {"their-plugin", "code", "ours", "new-size"}
        assert [one.group for one in found.declared] == [f"quizgen.{group}"]


@pytest.mark.parametrize("name", ["their-plugin", "code", "ours", "new-size"])
def test_each_of_its_names_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    declare(tmp_path / "code")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=r"is not installed here; run: pip install -e code$"):
        catalog.select([name])


def test_a_path_with_spaces_is_quoted_in_the_command(tmp_path: Path) -> None:
    (found,) = catalog.projects(declare(tmp_path / "my code"))
    with pytest.raises(UsageError, match=r"run: pip install -e '.*/my code'$"):
        found.sources()


def test_other_projects_and_files_are_none(tmp_path: Path) -> None:
    declare(tmp_path / "a", '[project]\nname = "a"\n')
    declare(tmp_path / "b", "this is not TOML")
    declare(tmp_path / "c", '[project.entry-points.other]\nquizgen = "a"\n')
    (tmp_path / "d").write_text("a file", encoding="utf-8")
    (tmp_path / "e" / "pyproject.toml").mkdir(parents=True)
    assert catalog.projects(tmp_path) == ()
    assert catalog.projects(tmp_path / "nowhere") == ()


def test_a_plugins_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    declare(tmp_path / "code", DECLARES + "x =")
    with pytest.raises(UsageError, match=r"code/pyproject\.toml: this is not TOML"):
        catalog.projects(tmp_path)
