"""What is told of sources without importing them is what they say themselves, or nothing is told."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from quizgen import catalog
from quizgen.catalog import finding, known_sources
from quizgen.catalog.listed import Listed
from quizgen.counting.counts import counts
from quizgen.memory.cache import kept_in
from quizgen.model import LEVELS

ROOT = Path(__file__).parents[2]
FEW = ("conv-output-size", "residual-shortcut-parameters", "network-table", "pooling-concepts")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bank without a file of sources, and the one in the cache, with a few sources."""
    monkeypatch.setattr(known_sources, "BANK", "none.json")
    with kept_in(tmp_path) as memory:
        known_sources.keep(source for source in catalog.shipped_sources() if source.id in FEW)
        path = memory.place("sources", ".json")
    assert path is not None
    return path


def read(folder: Path) -> set[str]:
    """The ids of what is known with that cache folder."""
    known_sources.known.cache_clear()
    try:
        with kept_in(folder):
            return set(known_sources.known())
    finally:
        known_sources.known.cache_clear()


def test_what_is_known_is_what_the_sources_say(kept: Path) -> None:
    known_sources.known.cache_clear()
    with kept_in(kept.parent):
        known = dict(known_sources.known())
    known_sources.known.cache_clear()
    for source in catalog.shipped_sources():
        if source.id in FEW:
            one = known.pop(source.id)
            assert (one.title, one.topic, one.weight) == (source.title, source.topic, source.weight)
            assert (one.asks, one.kinds) == (source.asks, source.kinds)
            assert one.usual == {level: source.usual(level) for level in LEVELS}
            assert one.counts == counts(source)
    assert known == {}


def test_what_is_kept_is_known_as_long_as_the_files_are_the_same(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(kept.parent) == set(FEW)
    monkeypatch.setattr(known_sources, "fingerprint", lambda: "another")
    assert read(kept.parent) == set()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"by": 1, "sources": {"x": {}}}', '{"sources": 3}', "\0"])
def test_a_damaged_file_tells_nothing(kept: Path, text: str) -> None:
    kept.write_text(text)
    assert read(kept.parent) == set()


def test_the_fingerprint_changes_with_a_source_and_what_it_reads_and_with_no_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("topics/cost/macs.py", "math/tree.py", "errors.py", "cli/quiz.py", "templates/new/family.py")
    for name in names:
        path = tmp_path / "quizgen" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
        if path.parent.name not in ("new", "quizgen"):
            (tmp_path / "quizgen" / name.partition("/")[0] / "__init__.py").touch()
    monkeypatch.setattr(known_sources, "ROOT", tmp_path)
    before = known_sources.fingerprint()
    for name, counted in zip(names, (True, True, True, False, False), strict=True):
        (tmp_path / "quizgen" / name).write_text("# changed")
        after = known_sources.fingerprint()
        assert (after != before) == counted, name
        before = after


def test_the_fingerprint_leaves_out_exactly_the_rooms_that_no_source_may_import() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    floors = next(one["layers"] for one in contracts if one["name"] == "The floors")
    place = next(number for number, floor in enumerate(floors) if "topics" in floor)
    beside = set(floors[place].split(" | ")) - {"topics", "authored"}
    above = {room for floor in floors[:place] for room in floor.split(" | ")} - {"__main__"}
    assert above | beside == known_sources.ABOVE


def test_a_listed_family_is_imported_when_it_is_asked_for_more_than_is_known(kept: Path) -> None:
    known_sources.known.cache_clear()
    with kept_in(kept.parent):
        known = known_sources.known()["conv-output-size"]
    known_sources.known.cache_clear()
    module = "quizgen.topics.output_size.conv_output_size"
    asked: list[str] = []
    family = Listed(
        module=module,
        known=known,
        imported=lambda name: asked.append(name) or finding._family_of(name),  # type: ignore[func-returns-value]  # notes the name
    )
    told = (family.id, family.topic, family.title, family.weight, family.kinds, family.count("easy", "numerical"))
    assert asked == []
    (whole,) = catalog.select([family.id])
    assert told == (whole.id, whole.topic, whole.title, whole.weight, whole.kinds, whole.count("easy", "numerical"))
    first = next(family.draw("hard", "numerical", "7"))
    assert first.id == next(whole.draw("hard", "numerical", "7")).id
    address = family.find(first.id)
    assert address == whole.find(first.id)
    assert address is not None
    assert family.at("hard", "numerical", address.point, "7").id == first.id
    assert family.description == whole.description
    assert asked == [module]
    assert sys.modules[module].FAMILY is family.whole


def test_all_and_a_topic_stand_for_the_same_sources_whether_they_are_imported_or_not() -> None:
    assert [one.id for one in catalog.listed()] == [one.id for one in catalog.sources()]
    for topic in catalog.topics():
        names = [one.id for one in catalog.chosen([topic])]
        assert names == [one.id for one in catalog.select([topic])]
        assert names == [one.id for one in catalog.sources() if one.topic == topic]
