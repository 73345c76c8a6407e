"""Formats are found, not registered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

import pytest

from quizgen import catalog
from quizgen.catalog import finding
from quizgen.errors import QuizgenError
from quizgen.formats import markdown
from quizgen.model import KINDS


@dataclass(frozen=True)
class Entry:
    """Stands for an installed plugin's entry point."""

    module: ModuleType

    def load(self) -> ModuleType:
        return self.module


@pytest.fixture
def plugged(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    module = ModuleType("plugin")
    monkeypatch.setattr(finding, "entry_points", lambda group: [Entry(module)] if group == "quizgen.formats" else [])
    catalog.formats.cache_clear()
    yield module
    catalog.formats.cache_clear()


def test_shipped_formats_are_found_by_their_names() -> None:
    found = catalog.formats()
    assert {"moodle", "markdown", "json", "jsonl"} <= set(found)
    assert all(found[name].name == name for name in found)
    assert list(found) == sorted(found)


def test_every_format_says_what_it_is() -> None:
    for fmt in catalog.formats().values():
        assert fmt.suffix.startswith(".")
        assert fmt.kinds <= set(KINDS)
        assert fmt.kinds
        assert fmt.title
        assert "\n" not in fmt.title


def test_no_two_formats_share_a_suffix() -> None:
    suffixes = [fmt.suffix for fmt in catalog.formats().values()]
    assert len(set(suffixes)) == len(suffixes)


def test_a_plugin_is_found_by_its_entry_point(plugged: ModuleType) -> None:
    plugged.FORMAT = type("Other", (markdown.MarkdownFormat,), {})(name="other", suffix=".other")  # type: ignore[attr-defined]
    assert catalog.formats()["other"].suffix == ".other"


def test_a_plugin_cannot_take_a_name_that_is_taken(plugged: ModuleType) -> None:
    plugged.FORMAT = markdown.MarkdownFormat(suffix=".x")  # type: ignore[attr-defined]
    with pytest.raises(QuizgenError, match="two formats are called 'markdown'; the second is in plugin"):
        catalog.formats()
