"""The first line of a day, and what is said to whoever has nothing to do."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

import pytest
from msgspec.structs import replace

from quizgen.asking.source import Source
from quizgen.blueprint.cells import Cell
from quizgen.study.plan.day import Day, Later, Planned, Reason

TODAY = date(2026, 12, 5)
PADDING = {"padding-on-both-sides": "counts padding once"}


def planned(reason: Reason, number: int, *concepts: str) -> tuple[Planned, ...]:
    return tuple(Planned(Cell(cast(Source, None), "easy", "choice"), reason, concepts) for _ in range(number))


FIFTH = Day(
    day=TODAY,
    number=5,
    begun=False,
    exam=date(2026, 12, 14),
    kinds=111,
    seen=31,
    solid=18,
    planned=(*planned("due", 4), *planned("weak", 3, *PADDING), *planned("new", 3)),
    names=PADDING,
    minutes=12,
    later=Later(date(2026, 12, 6), 4),
    weakest="dilation",
)


def test_it_says_where_the_learner_stands_and_what_there_is_to_do() -> None:
    assert FIFTH.first_line == (
        "Day 5 · exam in 9 days · 31 of 111 kinds seen, 18 solid"
        " · today: 4 due, 3 weak (counts padding once), 3 new - about 12 min"
    )


def test_on_the_first_day_everything_is_new() -> None:
    first = replace(FIFTH, number=1, exam=None, seen=0, solid=0, planned=planned("new", 12), names={})
    assert first.first_line == "Day 1 · 0 of 111 kinds seen, 0 solid · today: 12 new - about 12 min"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "exam today"),
        (1, "exam tomorrow"),
        (2, "exam in 2 days"),
        (-1, "the exam is over"),
        (-9, "the exam is over"),
    ],
)
def test_the_exam_is_told_by_days(days: int, words: str) -> None:
    assert f" · {words} · " in replace(FIFTH, exam=TODAY + timedelta(days=days)).first_line


def test_one_of_each() -> None:
    reasons: tuple[Reason, ...] = ("due", "weak", "new", "early")
    every = tuple(one for reason in reasons for one in planned(reason, 1, *PADDING))
    line = replace(FIFTH, kinds=1, seen=1, solid=1, planned=every, minutes=1).first_line
    assert (
        "1 of 1 kind seen, 1 solid · today: 1 due, 1 weak (counts padding once), 1 new, 1 early - about 1 min" in line
    )


def test_two_mistakes_are_named_and_more_are_counted() -> None:
    names = PADDING | {"b": "forgets the bias", "c": "ignores the stride", "d": "swaps the axes"}
    for number, words in (
        (2, "counts padding once and forgets the bias"),
        (3, "counts padding once, forgets the bias and 1 more"),
        (4, "counts padding once, forgets the bias and 2 more"),
    ):
        every = tuple(one for concept in [*names][:number] for one in planned("weak", 1, concept))
        assert f"{number} weak ({words}) - " in replace(FIFTH, planned=every, names=names).first_line


def test_with_nothing_to_do_it_says_when_there_is() -> None:
    none = replace(FIFTH, planned=(), names={})
    assert none.first_line.endswith(" · nothing due today, 4 due tomorrow")
    assert replace(none, begun=True).first_line.endswith(" · today's plan is done, 4 due tomorrow")
    assert replace(none, later=Later(date(2026, 12, 6), 0)).first_line.endswith("nothing due today, new ones tomorrow")
    assert replace(none, later=Later(date(2026, 12, 9), 1)).first_line.endswith("nothing due today, 1 due in 4 days")
    assert replace(none, later=None).first_line.endswith(" · nothing due today")


def test_advice_says_when_to_come_back_and_what_to_practise() -> None:
    practise = "To practise more now, name a topic: quizgen quiz dilation"
    assert FIFTH.advice == f"Come back tomorrow, when 4 kinds are due. {practise}"
    assert replace(FIFTH, later=Later(date(2026, 12, 9), 1)).advice.startswith(
        "Come back in 4 days, when 1 kind is due. "
    )
    assert replace(FIFTH, later=Later(date(2026, 12, 6), 0)).advice.startswith("Come back tomorrow, for new kinds. ")
    assert replace(FIFTH, later=None).advice == practise


def test_on_the_day_of_the_exam_nobody_is_told_to_come_back() -> None:
    last = replace(FIFTH, exam=TODAY, begun=True, planned=())
    assert last.first_line.endswith("· today's plan is done")
    assert last.coming_back == ""
    assert last.advice == "To practise more now, name a topic: quizgen quiz dilation"
    assert replace(last, exam=TODAY + timedelta(days=1)).coming_back == "Come back tomorrow, when 4 kinds are due."
