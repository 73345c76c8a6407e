"""A student's form follows from seed, blueprint and number, and from no other student."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest

from quizgen.blueprint.fairness import Fairness
from quizgen.blueprint.forms import Draft, personal
from quizgen.blueprint.reader import parse
from quizgen.model import Student

SLOTS = """title = "T"
duration = 60
[[slots]]
topic = "output-size"
level = "easy"
count = 4
[[slots]]
family = "conv-parameters"
level = "easy"
count = 2
[[slots]]
topic = "dilation"
level = "medium"
count = 2
"""
EXAM = parse(SLOTS, "x.toml")
STUDENTS = [Student(str(number), f"S {number}") for number in range(100, 112)]


def content(draft: Draft) -> list[object]:
    """All that decides what is printed."""
    return [draft.name, *((seat.question.stem, seat.question.parts, seat.letter) for seat in draft.seats)]


@pytest.fixture(scope="module")
def every() -> list[Draft]:
    return list(personal(EXAM, STUDENTS, "7"))


def test_whoever_joins_leaves_or_comes_first_changes_no_other_form(every: list[Draft]) -> None:
    known = {draft.name: content(draft) for draft in every}
    for others in (STUDENTS[3:], STUDENTS[::-1][:5], [Student("new", "New"), *STUDENTS[4:7]]):
        for draft in personal(EXAM, others, "7"):
            assert content(draft) == known.get(draft.name, content(draft))


def test_a_name_changes_nothing_and_a_number_or_a_seed_all(every: list[Draft]) -> None:
    (renamed,) = personal(EXAM, [Student("100", "Another Name", "e@x.org")], "7")
    (other,) = personal(EXAM, [Student("100", "S 100")], "8")
    assert content(renamed) == content(every[0])
    assert content(other) != content(every[0])
    assert len({str(content(draft)) for draft in every}) == len(STUDENTS)


def test_forms_have_the_same_families_and_are_fair_each_by_itself(every: list[Draft]) -> None:
    shapes = [
        Counter((seat.slot, seat.question.family, len(seat.question.solution)) for seat in one.seats) for one in every
    ]
    assert all(shape == shapes[0] for shape in shapes)
    seen = Fairness(shared=True, personal=True)
    assert [fault for draft in every for fault in seen.add(draft).outside] == []


def test_questions_come_in_another_order_unless_it_is_fixed(every: list[Draft]) -> None:
    orders = {tuple((seat.slot, seat.place) for seat in draft.seats) for draft in every}
    assert len(orders) > len(STUDENTS) / 2
    fixed = parse('order = "fixed"\n' + SLOTS, "x.toml")
    assert len({tuple((seat.slot, seat.place) for seat in one.seats) for one in personal(fixed, STUDENTS, "7")}) == 1


def test_two_students_share_few_items(every: list[Draft]) -> None:
    items = [{seat.question.id for seat in draft.seats} for draft in every]
    shared = [len(one & other) for one, other in combinations(items, 2)]
    assert sum(shared) / len(shared) < 1


def test_accommodations_are_those_of_the_student_or_of_all() -> None:
    from quizgen.blueprint.forms import heading

    (draft,) = personal(EXAM, [Student("1", "A", large=True, extra=EXAM.sitting.extra + 25)], "7")
    sitting = draft.under(heading(EXAM, "7")).sitting
    assert (sitting.large, sitting.minutes) == (True, 75)
    (other,) = personal(EXAM, [Student("2", "B")], "7")
    assert other.under(heading(EXAM, "7")).sitting == EXAM.sitting
