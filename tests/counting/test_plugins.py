"""A family from elsewhere is counted once; a cache that cannot be used changes no count."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.counting.conftest import Checkout

ENTRY = "[quizgen.families]\nplant = garden.growing.plant_output_size\n"
SHARED = "from garden.growing.soil import DEEP\n"
FAMILY = "plant-output-size"


@pytest.fixture
def with_plugin(checkout: Checkout, tmp_path: Path) -> Checkout:
    """The checkout, and a package with one family that reads a module of its own."""
    plugin = tmp_path / "plugin"
    package = plugin / "garden" / "growing"
    package.mkdir(parents=True)
    for folder in (package.parent, package):
        (folder / "__init__.py").write_text("")
    (package / "soil.py").write_text("DEEP = 129\n")
    source = (checkout.folder / "quizgen/topics/output_size/conv_output_size.py").read_text(encoding="utf-8")
    family = source.replace("from typing", SHARED + "from typing").replace("range(12, 129)", "range(12, DEEP)")
    (package / "plant_output_size.py").write_text(family, encoding="utf-8")
    about = plugin / "garden-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: garden\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(ENTRY)
    return replace(checkout, path=(plugin,))


def test_a_plugin_is_counted_once(with_plugin: Checkout) -> None:
    first, second = with_plugin.families(), with_plugin.families()
    assert (first.counted, second.counted) == ([FAMILY], [])
    assert (second.tables, second.parsed) == ([], [])
    assert FAMILY in second.output
    assert second.output == first.output


@pytest.mark.slow
def test_a_plugin_is_counted_again_when_a_module_of_its_own_changes(with_plugin: Checkout) -> None:
    before = with_plugin.families()
    soil = with_plugin.path[0] / "garden/growing/soil.py"
    soil.write_text("DEEP = 129  # spades\n")
    assert with_plugin.families().counted == []
    soil.write_text("DEEP = 135\n")
    after = with_plugin.families()
    assert after.counted == [FAMILY]
    assert after.output != before.output


@pytest.mark.slow
def test_a_plugin_is_not_written_into_the_bank(with_plugin: Checkout) -> None:
    with_plugin.run("-m", "quizgen.audit.bank", "--check", "spaces")


@pytest.mark.slow
def test_a_damaged_cache_is_not_believed(with_plugin: Checkout) -> None:
    first = with_plugin.families()
    (path,) = (with_plugin.cache / "quizgen").glob("counts-*.json")
    path.write_bytes(path.read_bytes()[:-40])
    second, third = with_plugin.families(), with_plugin.families()
    assert (second.output, second.counted) == (first.output, [FAMILY])
    assert third.counted == []


@pytest.mark.slow
def test_a_cache_that_cannot_be_written_stops_nothing(with_plugin: Checkout) -> None:
    with_plugin.cache.write_text("a file where a folder is wanted")
    for _ in range(2):
        work = with_plugin.families()
        assert work.counted == [FAMILY]
        assert FAMILY in work.output
    assert with_plugin.cache.read_text() == "a file where a folder is wanted"
