"""What was counted is found again in the next process, and only where there was something to count."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen import catalog, resources, staging
from quizgen.asking.family import Family
from quizgen.asking.source import Source
from quizgen.counting.counts import counted, counts
from quizgen.memory.cache import kept_in
from quizgen.model import Kind, Level

NAME = "im2col-size"


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is counted, with a bank that knows nothing."""
    calls: list[str] = []
    plain = Family.count

    def count(family: Family, level: Level, kind: Kind) -> int:
        calls.append(family.id)
        return plain(family, level, kind)

    monkeypatch.setattr(Family, "count", count)
    monkeypatch.setattr(resources, "banks", lambda: tmp_path / "banks")
    return calls


def _source() -> Source:
    (source,) = [source for source in catalog.families() if source.id == NAME]
    return source


def test_what_was_counted_once_is_known_the_next_time(tmp_path: Path, calls: list[str]) -> None:
    with kept_in(tmp_path / "cache"):
        first = counts(_source())
        number = len(calls)
        assert counts(_source()) == first
    with kept_in(tmp_path / "cache"):
        assert counts(_source()) == first
    assert set(calls) == {NAME}
    assert len(calls) == number
    assert first == counted(_source())


def test_what_was_counted_before_something_went_wrong_is_kept(tmp_path: Path, calls: list[str]) -> None:
    def interrupted() -> None:
        with kept_in(tmp_path):
            counts(_source())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    number = len(calls)
    with kept_in(tmp_path):
        counts(_source())
    assert len(calls) == number


def test_what_a_killed_run_left_beside_the_counts_is_removed(tmp_path: Path, calls: list[str]) -> None:
    left = tmp_path / staging.NAME.replace("*", "0123abcd")
    left.mkdir()
    (left / "1").write_text("half", encoding="utf-8")
    with kept_in(tmp_path):
        counts(_source())
    assert calls
    assert [path.suffix for path in tmp_path.iterdir()] == [".json"]


def test_without_a_folder_it_is_known_until_the_end(calls: list[str]) -> None:
    for _ in range(2):
        with kept_in(None):
            number = len(calls)
            counts(_source())
            once = len(calls)
            counts(_source())
            assert number < once == len(calls)


def test_where_nothing_is_counted_nothing_is_written(tmp_path: Path) -> None:
    with kept_in(tmp_path / "cache"):
        pass
    assert not (tmp_path / "cache").exists()
