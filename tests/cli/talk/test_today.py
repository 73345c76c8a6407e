"""The quiz of a day: its plan, narrowed or not, what is remembered, and when to come back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from quizgen import catalog
from quizgen.cli.record import Record, opened
from quizgen.study.log.events import Answered, ExamSet

Run = Callable[..., Result]
MANY = "?\n" * 400


@pytest.fixture(autouse=True)
def _first_of_december(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZGEN_DATA", str(tmp_path))
    monkeypatch.setenv("QUIZGEN_NOW", "2026-12-01T18:00")
    monkeypatch.setenv("COLUMNS", "88")


def answered(record: Record | None = None) -> list[Answered]:
    with record or opened() as log:
        return [event for event in log.events() if isinstance(event, Answered)]


def flat(result: Result) -> str:
    return " ".join(result.stdout.split())


def test_the_first_line_says_where_one_stands_and_what_comes(run: Run) -> None:
    result = run("quiz", "-n", "2", "--exam", "2026-12-10", input=MANY)
    assert result.exit_code == 0
    assert re.match(
        r"Day 1 · exam in 9 days · 0 of \d+ kinds seen, 0 solid · today: 2 new - about 2 min ── ", flat(result)
    )
    assert result.stderr == ""
    assert [one.mode for one in answered()] == ["today", "today"]
    with opened() as record:
        assert [event.day.isoformat() for event in record.events() if isinstance(event, ExamSet) and event.day] == [
            "2026-12-10"
        ]


def test_what_was_answered_is_known_the_next_time(run: Run) -> None:
    run("quiz", "-n", "2", input=MANY)
    again = flat(run("quiz", "-n", "2", input=MANY))
    assert "· 2 of " in again
    assert len({one.item for one in answered()}) == 4


def test_levels_and_kinds_narrow_the_plan(run: Run) -> None:
    assert run("quiz", "-n", "3", "--level", "hard", "--kind", "numerical", input=MANY).exit_code == 0
    assert {(one.level, one.kind) for one in answered()} == {("hard", "numerical")}
    assert len(answered()) == 3


def test_with_names_it_is_practice_and_says_no_plan(run: Run) -> None:
    result = run("quiz", "conv-macs", "-n", "2", "--seed", "7", input=MANY)
    assert "Day 1" not in result.stdout
    assert {(one.mode, one.source) for one in answered()} == {("practice", "conv-macs")}


def test_a_seed_asks_the_same_from_all_topics_whatever_is_remembered(run: Run) -> None:
    first = run("quiz", "-n", "3", "--seed", "7", input=MANY)
    second = run("quiz", "-n", "3", "--seed", "7", input=MANY)
    assert first.stdout == second.stdout
    assert "Day 1" not in first.stdout


def test_what_shall_not_be_remembered_is_not_and_nothing_remembered_is_used(run: Run, tmp_path: Path) -> None:
    run("quiz", "-n", "1", input=MANY)
    before = (tmp_path / "default.sqlite").read_bytes()
    forgotten = flat(run("quiz", "-n", "1", "--no-record", input=MANY))
    assert "· 0 of " in forgotten
    assert (tmp_path / "default.sqlite").read_bytes() == before


def test_profiles_are_kept_apart(run: Run) -> None:
    run("quiz", "-n", "1", "--profile", "anna", input=MANY)
    assert answered() == []
    assert len(answered(opened("anna"))) == 1


def test_the_summary_says_what_else_there_is_today_or_when_to_come_back(run: Run) -> None:
    few = flat(run("quiz", "-n", "1", input=MANY))
    assert re.search(r"Still to do today: \d+ more, with quizgen quiz\.$", few)
    assert "Come back tomorrow" in flat(run("quiz", input=MANY))
    nothing = run("quiz", input=MANY)
    assert "today's plan is done" in nothing.stdout
    assert "To practise more now, name a topic: quizgen quiz " in flat(nothing)
    assert "Question" not in nothing.stdout


def test_a_file_that_is_no_log_is_said_before_anybody_answers(run: Run, tmp_path: Path) -> None:
    (tmp_path / "default.sqlite").write_text("my notes", encoding="utf-8")
    result = run("quiz", "-n", "1", input=MANY)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is no log of quizgen" in result.stderr
    assert (tmp_path / "default.sqlite").read_text(encoding="utf-8") == "my notes"


def test_a_wrong_answer_in_a_pipe_is_not_asked_again(run: Run) -> None:
    run("quiz", "conv-macs", "--kind", "numerical", "-n", "2", "--seed", "7", input="1\n1\n")
    assert [(one.attempt, one.answer) for one in answered()] == [(1, "1"), (1, "1")]


def test_the_docs_count_as_many_kinds_as_there_are() -> None:
    told = (Path(__file__).parents[3] / "docs" / "tutor.md").read_text(encoding="utf-8")
    counted = re.findall(r"(\d+) of (\d+) kinds seen", told)
    assert len(counted) >= 3
    assert {int(every) for _, every in counted} == {len(catalog.listed())}
