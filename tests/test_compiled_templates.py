"""A template that was compiled in an earlier run is not compiled again, unless what it follows from changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment

from quizgen.keeping import TEMPLATES
from quizgen.templating import MARKDOWN, XML, Dialect, environments
from quizgen.templating.printing import PrintingEnvironment

NAME = "words.j2"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where compiled templates are kept."""
    monkeypatch.setattr(TEMPLATES, "folder", tmp_path / "kept")
    return tmp_path / "kept"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The names of the templates that were compiled."""
    names: list[str | None] = []
    compile_ = Environment.compile

    def noted(self: Environment, source: str, name: str | None, filename: str | None) -> object:
        names.append(name)
        return compile_(self, source, name, filename)

    monkeypatch.setattr(PrintingEnvironment, "compile", noted)
    return names


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with one template."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / NAME).write_text("{{ '<*>' }} {{ word }}")
    return tmp_path / "own"


def filled(dialect: Dialect, folder: Path) -> str:
    """The template as a new process fills it."""
    return str(environments._environment.__wrapped__(dialect, folder).get_template(NAME).render(word="*"))


def test_the_next_run_compiles_nothing_and_writes_the_same(kept: Path, own: Path, compiled: list[str]) -> None:
    first = filled(XML, own)
    assert compiled == [NAME]
    assert filled(XML, own) == first == "&lt;*&gt; *"
    assert compiled == [NAME]
    assert len(list(kept.rglob("*.jinja"))) == 1


def test_each_dialect_has_its_own(kept: Path, own: Path, compiled: list[str]) -> None:
    del kept
    assert filled(XML, own) != filled(MARKDOWN, own)
    assert filled(MARKDOWN, own) == "\\<\\*\\> \\*"
    assert compiled == [NAME, NAME]


def test_a_template_that_was_changed_is_compiled_again(kept: Path, own: Path, compiled: list[str]) -> None:
    del kept
    filled(XML, own)
    (own / NAME).write_text("other: {{ word }}")
    assert filled(XML, own) == "other: *"
    assert compiled == [NAME, NAME]


def test_so_is_one_that_names_another_that_was_changed(kept: Path, own: Path, compiled: list[str]) -> None:
    del kept
    (own / "other.j2").write_text("{% macro twice(word) %}{{ word }}{{ word }}{% endmacro %}")
    (own / NAME).write_text("{% import 'other.j2' as other %}{{ other.twice(word) }}")
    assert filled(XML, own) == "**"
    (own / "other.j2").write_text("{% macro twice(word) %}{{ word }}-{{ word }}{% endmacro %}")
    assert filled(XML, own) == "*-*"
    assert compiled == [NAME, NAME]


@pytest.mark.parametrize("cut", [0, 10, 40])
def test_a_damaged_file_is_as_none(kept: Path, own: Path, compiled: list[str], cut: int) -> None:
    first = filled(XML, own)
    (path,) = kept.rglob("*.jinja")
    path.write_bytes(path.read_bytes()[:cut])
    assert filled(XML, own) == first
    assert filled(XML, own) == first
    assert compiled == [NAME, NAME]


def test_without_a_folder_nothing_is_kept(own: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(TEMPLATES, "folder", None)
    assert filled(XML, own) == filled(XML, own)
    assert compiled == [NAME, NAME]
