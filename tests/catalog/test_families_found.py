"""Families are found where they stand; what they share is none."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from quizgen import catalog
from quizgen.catalog import finding, plugins
from quizgen.errors import QuizgenError

FOUND = (
    *(finding.sources, finding.listed, finding._found, finding.families, finding.shipped_families),
    *(finding._modules, finding._shipped_ids, finding._plugged, finding._plugged_files),
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of families with one topic, ``sums``, in place of the shipped one."""
    topic = tmp_path / "apart" / "sums"
    topic.mkdir(parents=True)
    for folder in (topic.parent, topic):
        (folder / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    package = ModuleType("apart")
    package.__path__ = [str(topic.parent)]
    monkeypatch.setattr(finding, "package", package)
    monkeypatch.setattr(plugins, "entry_points", lambda **_: ())
    forget()
    yield topic
    forget()
    for name in [name for name in sys.modules if name.partition(".")[0] == "apart"]:
        del sys.modules[name]


def forget() -> None:
    for found in FOUND:
        found.cache_clear()


FAMILY = """
from dataclasses import replace
from quizgen.topics.output_size.conv_output_size import FAMILY as SHIPPED
FAMILY = replace(SHIPPED, module=__name__)
"""


def test_every_module_of_a_topic_is_a_family_and_its_packages_are_not(root: Path) -> None:
    (root / "adding.py").write_text(FAMILY)
    (root / "shared").mkdir()
    (root / "shared" / "__init__.py").write_text("")
    (root / "shared" / "carrying.py").write_text("raise RuntimeError('nobody needs this')\n")
    assert [one.id for one in catalog.families()] == ["adding"]


def test_a_module_of_a_topic_without_a_family_is_named(root: Path) -> None:
    (root / "carrying.py").write_text("TEN = 10\n")
    with pytest.raises(QuizgenError, match=r"the module apart\.sums\.carrying holds no family"):
        catalog.families()


def test_a_module_whose_family_is_something_else_is_named(root: Path) -> None:
    (root / "carrying.py").write_text("FAMILY = 10\n")
    with pytest.raises(QuizgenError, match=r"the module apart\.sums\.carrying holds no family"):
        catalog.families()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x = 1\nimport no_such_package", r"carrying\.py, line 2: ModuleNotFoundError: No module"),
        ("x = 1\ny =", r"carrying\.py, line 2: SyntaxError: invalid syntax"),
        (
            "from quizgen.math.reader import read\nread('x =')",
            r"carrying\.py, line 2: 'x =' is not a Python expression",
        ),
    ],
)
def test_a_module_that_cannot_be_imported_is_named_with_its_place(root: Path, text: str, reason: str) -> None:
    (root / "carrying.py").write_text(text)
    with pytest.raises(QuizgenError, match=rf"the module apart\.sums\.carrying cannot be imported: .*{reason}"):
        catalog.families()
