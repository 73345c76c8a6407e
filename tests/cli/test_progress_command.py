"""``quizgen progress`` as somebody runs it; what it finds is tested in tests/study/insight."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from learners import Learner, Nature
from msgspec.structs import replace
from practised import BEGIN, Practice, even

from quizgen import catalog
from quizgen.cli.record import opened
from quizgen.study.log.events import Answered, Event, ExamSet
from quizgen.text.columns import columns

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def events() -> Sequence[Event]:
    practice = Practice(Learner(Nature(unlearns=0.1), frozenset(["forgets-bias"]), 2))
    for day in range(6):
        practice.sit(even(catalog.listed(), "a week"), BEGIN + timedelta(days=day), 10)
    return practice.events


@pytest.fixture
def practised(events: Sequence[Event], monkeypatch: pytest.MonkeyPatch) -> None:
    """Six days are remembered, and it is the evening of the seventh."""
    monkeypatch.setenv("QUIZGEN_NOW", (BEGIN + timedelta(days=6)).isoformat())
    with opened() as record:
        record.extend(events)


@pytest.mark.usefixtures("practised")
def test_on_the_day_of_the_exam_readiness_is_told_once(run: Run) -> None:
    told = run("progress", "--exam", f"{(BEGIN + timedelta(days=6)).date()}").stdout
    assert "Today, at the exam: " in told
    assert "If the exam were today" not in told


def test_who_has_answered_nothing_is_told_what_to_do(run: Run) -> None:
    found = run("progress")
    assert found.exit_code == 0
    assert "'quizgen quiz'" in found.stdout
    assert "Topics" not in found.stdout


@pytest.mark.usefixtures("practised")
def test_all_parts_are_told(run: Run) -> None:
    told = run("progress").stdout
    assert told.startswith("Day 7 ")
    for part in ("Practice", "6 of the last 14 days", "Due: ", "How ready you are", "If the exam were today: "):
        assert part in told
    for part in (
        "right at the first try",
        "in the end",
        "Mistakes",
        "forgets the bias: made ",
        "Topics",
        "output size",
    ):
        assert part in told
    assert "\x1b" not in told


@pytest.mark.usefixtures("practised")
@pytest.mark.parametrize("width", [30, 40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    told = run("progress").stdout
    shown = told[: told.index("Kept in")]
    assert max(map(columns, shown.splitlines())) <= width


@pytest.mark.usefixtures("practised")
def test_a_terminal_without_boxes_gets_letters(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizgen.cli.progressing._knows_boxes", lambda: False)
    told = run("progress").stdout
    assert told.isascii()
    assert "kinds # solid, + seen, . not yet" in told


@pytest.mark.usefixtures("practised")
def test_the_json_is_all_of_it(run: Run, tmp_path: Path) -> None:
    told = run("progress", "--json").stdout
    found = json.loads(told)
    assert found["schema"] == 1
    assert found["tried"]["items"] == 60
    assert found["readiness"]["now"]["low"] < found["readiness"]["now"]["value"] < found["readiness"]["now"]["high"]
    path = tmp_path / "mine.json"
    assert run("progress", "--json", "-o", str(path)).stdout == f"{path}\n"
    assert path.read_text(encoding="utf-8") == told


@pytest.mark.usefixtures("practised")
@pytest.mark.parametrize("option", ["-o", "--out", "--output"])
def test_the_page_is_written_and_named(run: Run, tmp_path: Path, option: str) -> None:
    path = tmp_path / "mine.html"
    found = run("progress", "--html", option, str(path))
    assert (found.exit_code, found.stdout) == (0, f"{path}\n")
    assert path.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert [one.name for one in tmp_path.iterdir()] == ["mine.html"]


@pytest.mark.usefixtures("practised")
def test_the_page_has_a_name_where_none_is_given(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("progress", "--html").stdout == f"{tmp_path / 'progress.html'}\n"
    assert run("progress", "--html", "-o", "-").stdout == (tmp_path / "progress.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("practised")
def test_what_cannot_be_written_is_one_sentence_and_no_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    found = run("progress", "--html", "-o", str(tmp_path / "file" / "mine.html"))
    assert found.exit_code == 2
    assert found.stderr.count("\n") == 1
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


@pytest.mark.usefixtures("practised")
def test_the_day_of_the_exam_is_remembered_once(run: Run) -> None:
    day = BEGIN.date() + timedelta(days=15)
    for _ in range(2):
        assert "exam in 9 days" in run("progress", "--exam", str(day)).stdout
    assert "exam in 9 days" in run("progress").stdout
    with opened() as record:
        assert [one.day for one in record.events() if isinstance(one, ExamSet)] == [day]


@pytest.mark.usefixtures("practised")
def test_an_exam_is_forgotten_on_wish(run: Run) -> None:
    run("progress", "--exam", str(BEGIN.date() + timedelta(days=15)))
    assert "exam" not in run("progress", "--exam", "none").stdout.splitlines()[0]
    with opened() as record:
        assert [one.day for one in record.events() if isinstance(one, ExamSet)][-1] is None


@pytest.mark.usefixtures("practised")
@pytest.mark.parametrize(
    ("exam", "said"),
    [
        ("tomorrow", "write it as 2026-12-12"),
        ("2026-02-30", "is no day"),
        ("2026-11-07", "is over; today is 2026-11-08"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_not_remembered(run: Run, exam: str, said: str) -> None:
    found = run("progress", "--exam", exam)
    assert found.exit_code == 2
    assert said in found.stderr
    with opened() as record:
        assert not any(isinstance(one, ExamSet) for one in record.events())


@pytest.mark.usefixtures("practised")
def test_another_profile_is_another_learner(run: Run) -> None:
    assert "Nothing was answered yet" in run("progress", "--profile", "anna").stdout


def test_days_are_the_learners_own(run: Run, events: Sequence[Event], monkeypatch: pytest.MonkeyPatch) -> None:
    """What is answered at half past eleven in the evening of Auckland counts there, not on the day that London has."""
    import time

    monkeypatch.setenv("TZ", "Pacific/Auckland")
    time.tzset()
    try:
        monkeypatch.setenv("QUIZGEN_NOW", "2026-11-03T12:00:00+00:00")
        (first, *_) = (one for one in events if isinstance(one, Answered))
        with opened() as record:
            record.append(replace(first, time=first.time.replace(day=3, hour=10, minute=30)))
        found = json.loads(run("progress", "--json").stdout)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert found["day"] == "2026-11-04"
    assert [date.fromisoformat(one["day"]) for one in found["practised"] if one["items"]] == [date(2026, 11, 3)]


@pytest.mark.usefixtures("practised")
@pytest.mark.parametrize(("name", "begins"), [("mine.json", "{"), ("mine.html", "<!DOCTYPE"), ("mine.txt", "Day 7")])
def test_the_end_of_the_file_says_how(run: Run, tmp_path: Path, name: str, begins: str) -> None:
    assert run("progress", "-o", str(tmp_path / name)).exit_code == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)


@pytest.mark.usefixtures("practised")
def test_a_file_that_ends_otherwise_is_refused(run: Run, tmp_path: Path) -> None:
    found = run("progress", "--json", "-o", str(tmp_path / "mine.html"))
    assert found.exit_code == 2
    assert "ends as html does, and --json is wished" in found.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("practised")
def test_one_way_is_told_at_a_time(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = run("progress", "--json", "--html")
    assert found.exit_code == 2
    assert "drop one of them" in found.stderr
    assert not found.stdout
    assert not list(tmp_path.iterdir())


def test_whoever_has_answered_nothing_is_told_of_the_exam(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZGEN_NOW", "2026-12-01T18:00")
    told = run("progress", "--exam", "2026-12-12").stdout
    assert "Nothing was answered yet" in told
    assert "exam in 11 days" in told
    assert "exam in" not in run("progress", "--exam", "none").stdout
