"""Days of practice with the real program, a clock moved by hand, and what is remembered of them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from excerpts import day_told
from four_weeks import BEGIN, PLANTED, weeks
from learners import Learner, Nature
from months import Month, Sat, Wanted
from students import Student

from quizgen import catalog
from quizgen.study.log.events import Answered

pytestmark = pytest.mark.slow
DAYS = (0, 1, 2, 4, 5)
"""Days after the first on which she practises; one is left out."""
EXAM = 9
NUMBER = 6


@pytest.fixture(scope="module", autouse=True)
def _in_utc() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        patch.setenv("COLUMNS", "80")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    return Month(tmp_path_factory.mktemp("month"), Student(Learner(Nature(), PLANTED, 5)), BEGIN)


@pytest.fixture(scope="module")
def sittings(month: Month) -> list[Sat]:
    exam = (BEGIN + timedelta(days=EXAM)).date()
    words = ("--exam", f"{exam}")
    return [month.sit(BEGIN + timedelta(days=day), Wanted(words if not day else (), number=NUMBER)) for day in DAYS]


@pytest.fixture(scope="module")
def answered(month: Month, sittings: list[Sat]) -> list[Answered]:
    assert sittings
    return [one for one in month.events() if isinstance(one, Answered)]


def _at(answered: list[Answered], sat: Sat) -> list[Answered]:
    return [one for one in answered if one.time.date() == sat.when.date()]


def test_each_try_is_in_the_log(sittings: list[Sat], answered: list[Answered]) -> None:
    assert sum(len(sat.tries) for sat in sittings) > NUMBER
    for sat in sittings:
        typed = {item for item, _ in sat.tries}
        assert [(one.item, one.attempt) for one in _at(answered, sat) if one.item in typed] == sat.tries


def test_its_minutes_are_those_that_the_clock_went_on(sittings: list[Sat], answered: list[Answered]) -> None:
    for sat in sittings:
        every = _at(answered, sat)
        assert all(one.seconds >= 10 for one in every if one.attempt == 1)
        assert sum(one.seconds for one in every) <= (every[-1].time - sat.when).total_seconds()
        assert "It took " in sat.said


def test_the_first_line_counts_days_of_practice_and_days_to_the_exam(sittings: list[Sat]) -> None:
    for number, (day, sat) in enumerate(zip(DAYS, sittings, strict=True), 1):
        said = " ".join(sat.said.split())
        assert said.startswith(
            f"Day {number} · exam in {EXAM - day} days · {sat.day.seen} of {sat.day.kinds} kinds seen"
        )
        assert said.count(f"of {NUMBER}: ") >= NUMBER


def test_what_was_wrong_comes_back_on_the_next_day_with_other_numbers(
    sittings: list[Sat], answered: list[Answered]
) -> None:
    met = 0
    for before, after in pairwise(sittings):
        firsts = [one for one in _at(answered, before) if one.attempt == 1 and one.mode == "today"]
        wrong = {one.source for one in firsts if not one.right}
        coming = {one.source for one in after.day.planned if one.reason in {"due", "weak"}}
        assert coming & wrong or not wrong
        met += len(coming & wrong)
    assert met >= len(DAYS)
    endless = {source.id for source in catalog.listed() if not source.authored}
    items = [question.id for sat in sittings for question in sat.questions if question.family in endless]
    assert len(set(items)) == len(items)


def test_nothing_is_wider_than_the_terminal(sittings: list[Sat]) -> None:
    assert max(len(line) for sat in sittings for line in sat.said.split("\n")) <= 80
    assert not any("\x1b" in sat.said for sat in sittings)


def test_progress_agrees_with_what_was_done(month: Month, answered: list[Answered]) -> None:
    told = json.loads(month.tell("progress", "--json"))
    asked = {(one.sitting, one.item): one for one in answered if one.attempt == 1}
    right = {key for key, one in asked.items() if one.right and not one.hints}
    final = {(one.sitting, one.item) for one in answered if one.right}
    assert told["tried"] == {"items": len(asked), "first": len(right), "final": len(final)}
    assert [bool(one["items"]) for one in told["practised"]][-6:] == [True, True, True, False, True, True]
    assert told["exam"] == f"{(BEGIN + timedelta(days=EXAM)).date()}"
    assert told["seen"] == len({one.source for one in answered})
    shown = {concept: sum(concept in one.concepts for one in answered) for one in answered for concept in one.concepts}
    assert {one["concept"]: one["shown"] for one in told["mistakes"]} == shown
    assert shown


def test_the_first_day_in_the_docs_is_what_happens(tmp_path: Path) -> None:
    """The other days follow from it; ``make tutor`` writes all of them."""
    day, _, hold = next(weeks(tmp_path))
    docs = Path(__file__).parents[3] / "docs" / "tutor.md"
    assert day_told(day, hold()) in docs.read_text(encoding="utf-8")
