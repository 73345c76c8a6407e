"""Items in words show five options where that many were written and are wished."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.answers import Choice
from quizgen.authored.source import opened
from quizgen.blueprint.asked import groups
from quizgen.blueprint.forms import drafts
from quizgen.blueprint.reader import parse
from quizgen.errors import UsageError

HEAD = """title = "Mine"
topic = "my"
description = "Items."
[[concept]]
id = "c"
name = "thinks so"
meaning = "It is not so."
"""
ITEM = """[[item]]
id = "q{0}"
level = "easy"
kind = "choice"
stem = "What is best in case {0}?"
key = "Word {0}"
explanation = "It is."
source = "S"
"""
DISTRACTOR = """[[item.distractor]]
text = "Word {0} and {1}"
misconception = "m-{0}-{1}"
concept = "c"
feedback = "It is not {1}."
"""
SLOT = 'title = "T"\n[[slots]]\nfamily = "own.toml"\nlevel = "easy"\ncount = {}\n{}'


def file(folder: Path, *distractors: int) -> None:
    """A file with an item for each number of distractors."""
    items = (
        ITEM.format(number) + "".join(DISTRACTOR.format(number, one) for one in range(many))
        for number, many in enumerate(distractors)
    )
    (folder / "own.toml").write_text(HEAD + "".join(items), encoding="utf-8")


def test_those_with_four_distractors_have_five_and_others_are_left_out(tmp_path: Path) -> None:
    file(tmp_path, 3, 4, 5, 3, 6)
    exam = parse(SLOT.format(3, "options = 5\n"), "x.toml", tmp_path)
    (draft,) = drafts(exam, 1, "1")
    assert sorted(seat.question.where for seat in draft.seats) == ["q1", "q2", "q4"]
    assert {len(seat.question.options) for seat in draft.seats} == {5}


def test_without_a_wish_there_are_four_and_every_item_is_asked(tmp_path: Path) -> None:
    file(tmp_path, 3, 4, 5)
    (draft,) = drafts(parse(SLOT.format(3, ""), "x.toml", tmp_path), 1, "1")
    assert [len(seat.question.options) for seat in draft.seats] == [4, 4, 4]


def test_the_key_stands_at_each_of_five_places_equally_often(tmp_path: Path) -> None:
    file(tmp_path, *[4] * 10)
    drawn = [one.parts[0].answer for one in opened(tmp_path / "own.toml").wide.draw("easy", "choice", "1")]
    places = [answer.right for answer in drawn if isinstance(answer, Choice)]
    assert sorted(places) == sorted([*range(5)] * 2)


def test_where_none_has_as_many_it_is_told(tmp_path: Path) -> None:
    file(tmp_path, 3, 3)
    exam = parse(SLOT.format(1, "options = 5\n"), "x.toml", tmp_path)
    with pytest.raises(UsageError, match=r"slots\[1\]\.options: no easy item of the slot has 5 options; leave it out"):
        groups(exam.slots[0])
