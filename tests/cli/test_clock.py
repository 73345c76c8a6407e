from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from quizgen.cli import clock
from quizgen.errors import UsageError


@pytest.fixture
def _tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The learner lives nine hours before Greenwich."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


def test_the_time_is_the_clocks_in_utc() -> None:
    before = datetime.now(UTC)
    found = clock.now()
    assert before <= found <= datetime.now(UTC)
    assert found.utcoffset() == timedelta(0)


@pytest.mark.usefixtures("_tokyo")
@pytest.mark.parametrize(
    "said", ["2026-12-01T18:30", "2026-12-01 18:30:00", "2026-12-01T18:30+09:00", "2026-12-01T09:30Z"]
)
def test_a_time_that_is_said_stands_still(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZGEN_NOW", said)
    assert clock.now() == clock.now() == datetime(2026, 12, 1, 9, 30, tzinfo=UTC)


def test_a_time_in_a_file_goes_on_as_it_is_written_and_the_stopwatch_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "now"
    monkeypatch.setenv("QUIZGEN_NOW", f"@{file}")
    with pytest.raises(UsageError, match="no such file to read a time from"):
        clock.now()
    file.write_text("2026-12-01T18:30:00Z\n")
    assert clock.now() == datetime(2026, 12, 1, 18, 30, tzinfo=UTC)
    before = clock.ticks()
    assert clock.ticks() == before
    file.write_text("2026-12-01T18:30:42Z")
    assert clock.ticks() - before == 42


@pytest.mark.parametrize("said", ["noon", "2026-13-01", "18:30", "0001-01-01T00:00+14:00"])
def test_what_is_no_time_is_told(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZGEN_NOW", said)
    with pytest.raises(UsageError, match=f"QUIZGEN_NOW is '{said}'".replace("+", r"\+")):
        clock.now()


@pytest.mark.usefixtures("_tokyo")
def test_a_day_is_the_learners_own() -> None:
    assert clock.day(datetime(2026, 12, 1, 14, 59, tzinfo=UTC)) == date(2026, 12, 1)
    assert clock.day(datetime(2026, 12, 1, 15, 0, tzinfo=UTC)) == date(2026, 12, 2)
