"""An exam that follows an earlier one leaves its slots as they are, and says where fairness does not let it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from quizgen import resources
from quizgen.blueprint.filling import Filling
from quizgen.blueprint.followed import Followed
from quizgen.blueprint.forms import drafts
from quizgen.blueprint.reader import parse
from quizgen.blueprint.slots import Blueprint

Questions = Mapping[tuple[str, int], tuple[str, str, int | None]]
TEXT = (resources.banks() / "blueprints" / "quiz.toml").read_text(encoding="utf-8")
QUIZ = parse(TEXT, "quiz.toml")


def without(number: int, exam: Blueprint = QUIZ) -> Blueprint:
    return replace(exam, slots=(*exam.slots[:number], *exam.slots[number + 1 :]))


def followed(exam: Blueprint, seed: str) -> Followed:
    return (*exam.followed, Filling(exam, seed).earlier)


def asked(exam: Blueprint, seed: str, forms: int = 1) -> list[Questions]:
    """Family, item and letter of each place of each form."""
    return [
        {(seat.slot, seat.place): (seat.question.family, seat.question.id, seat.letter) for seat in one.seats}
        for one in drafts(exam, forms, seed)
    ]


def differing(one: Questions, other: Questions, at: int) -> int:
    """At how many places of both the first ``at`` columns differ."""
    return sum(one[place][:at] != other[place][:at] for place in one.keys() & other.keys())


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_a_slot_that_goes_changes_no_family_and_at_most_one_question_for_even_letters(seed: str) -> None:
    (before,) = asked(QUIZ, seed)
    alone = 0
    for number in range(len(QUIZ.slots)):
        rest = without(number)
        (after,) = asked(replace(rest, followed=followed(QUIZ, seed)), seed)
        assert differing(before, after, 1) == 0
        assert differing(before, after, 3) <= 1
        alone += differing(before, asked(rest, seed)[0], 3)
    assert alone > len(QUIZ.slots) // 4, "nothing was to be kept"


@pytest.mark.slow
def test_a_slot_that_comes_changes_one_other_where_that_had_its_family() -> None:
    for seed in "1234":
        for number in range(len(QUIZ.slots)):
            rest = without(number)
            (before,), (after,) = (asked(exam, seed) for exam in (rest, replace(QUIZ, followed=followed(rest, seed))))
            assert differing(before, after, 1) <= 1


def test_an_unchanged_exam_is_the_same_when_it_follows_itself_and_however_many_forms_there_are() -> None:
    forms = asked(QUIZ, "5", 3)
    again = replace(QUIZ, followed=followed(QUIZ, "5"))
    assert asked(again, "5", 3) == forms
    assert asked(replace(again, followed=followed(again, "5")), "5", 2) == forms[:2]


def test_what_was_kept_once_is_kept_again() -> None:
    """A slot that goes, and comes again, finds the others as they were left."""
    shorter = replace(without(0), followed=followed(QUIZ, "2"))
    again = replace(without(0), followed=followed(shorter, "2"))
    assert asked(again, "2", 2) == asked(shorter, "2", 2)
