"""Names, numbers and grades are such as Moodle keeps."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from handmade import OPTIONS, answered

from quizgen.answers import Choice
from quizgen.errors import QuizgenError
from quizgen.formats.moodle import rules as moodle_rules
from quizgen.formats.names import idnumber, plain
from quizgen.model import Form


def test_idnumbers_say_item_kind_and_options(form: Form) -> None:
    choice = form.items[0]
    others = answered(choice, Choice(OPTIONS[:1] + OPTIONS[1:][::-1], right=2))
    found = [idnumber(item) for item in (*form.items, others)]
    assert len(set(found)) == len(found)
    assert all(name.startswith(item.id) and item.kind in name for name, item in zip(found, form.items, strict=False))


@pytest.mark.parametrize("name", ["x" * 200, "with space", "a\nb"])
def test_idnumbers_fit_whatever_the_id_is(form: Form, name: str) -> None:
    found = idnumber(answered(form.items[0], form.items[0].question.parts[0].answer, id=name))
    assert re.fullmatch(r"\S{8,100}", found)


def test_numbers_are_plain_digits() -> None:
    found = [
        moodle_rules.number(value) for value in (7, 123456, Fraction(1, 8), Fraction(5), Fraction(-3, 2), -(10**14) + 1)
    ]
    assert found == ["7", "123456", "0.125", "5", "-1.5", "-99999999999999"]


@pytest.mark.parametrize("value", [Fraction(1, 3), 10**14, -(10**14), Fraction(10**14 + 1), (3, 4)])
def test_numbers_that_moodle_would_change_are_refused(value: object) -> None:
    with pytest.raises(QuizgenError, match=r"Moodle"):
        moodle_rules.number(value)


@pytest.mark.parametrize("words", ["x<y", "a > b", "`c`", " a\n\tb ", "x" * 300])
def test_plain_words_are_one_short_line_without_marks(words: str) -> None:
    found = plain(words, 50)
    assert 0 < len(found) <= 50
    assert found == " ".join(found.split())
    assert not set(found) & set("<>`")


def test_parts_of_the_grade_are_in_moodles_list() -> None:
    assert [moodle_rules.share(parts) for parts in (1, 3, 6, 7, 9)] == [
        "100",
        "33.33333",
        "16.66667",
        "14.28571",
        "11.11111",
    ]
