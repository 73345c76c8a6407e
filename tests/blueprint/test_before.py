"""A slot that was drawn anew has other items than before, as far as there are any, and tells of the others."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from quizgen.blueprint.before import Again, Had, Run, numbers
from quizgen.blueprint.forms import drafts, personal
from quizgen.blueprint.reader import parse
from quizgen.model import Student

WORDED = '[[slots]]\nfamily = "pooling-concepts"\nlevel = "medium"\nkind = "choice"\n'
"""Of these there are two."""
TOPIC = '[[slots]]\ntopic = "dilation"\nlevel = "medium"\nkind = "choice"\ncount = 2\n'
OTHER = '[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\ncount = 2\n'


def items(slots: str, forms: int, seed: str = "qwertz", again: Again | None = None) -> list[frozenset[str]]:
    """The items of the first slot in each form."""
    exam = parse(f'title = "E"\n{slots}', "x.toml")
    every = drafts(exam, forms, seed, again=again)
    return [frozenset(s.question.id for s in one.seats if s.slot == exam.slots[0].id) for one in every]


@pytest.mark.parametrize("seed", ["qwertz", "1"])
def test_no_form_has_an_item_that_any_form_had_before(seed: str) -> None:
    had: set[str] = set()
    for redraw in range(3):
        again = Again()
        now = frozenset().union(*items(f"{TOPIC}redraw = {redraw}\n{OTHER}", 3, seed, again))
        assert len(now) == 6
        assert not had & now
        assert again.items == {}
        had |= now


def test_where_all_were_there_before_those_are_told_that_come_again() -> None:
    (first,), (other,) = items(WORDED, 1), items(WORDED + "redraw = 1\n", 1)
    assert first != other
    again = Again()
    (third,) = items(WORDED + "redraw = 2\n", 1, again=again)
    assert third in (first, other)
    assert again.items == {"pooling-concepts-medium-choice": [*third]}


def test_an_item_that_only_moves_to_another_form_is_told() -> None:
    again = Again()
    assert set(items(WORDED + "redraw = 1\n", 2, again=again)) == set(items(WORDED, 2))
    assert len(again.items["pooling-concepts-medium-choice"]) == 2


def test_a_form_is_the_same_however_many_there_are() -> None:
    many = items(f"{TOPIC}redraw = 2\n{OTHER}", 4)
    assert items(f"{TOPIC}redraw = 2\n{OTHER}", 1) == many[:1]


def test_students_have_other_items_than_before_themselves() -> None:
    exams = [parse(f'title = "E"\n{WORDED}redraw = {redraw}\n', "x.toml") for redraw in range(2)]
    students = [Student(str(number), "S") for number in range(8)]
    again = Again()
    before, after = (
        [draft.seats[0].question.id for draft in personal(exam, students, "1", again=told)]
        for exam, told in zip(exams, (None, again), strict=True)
    )
    assert all(old != new for old, new in zip(before, after, strict=True))
    assert {*again.items["pooling-concepts-medium-choice"]} == {*before}


@pytest.mark.parametrize(
    ("redraw", "before"),
    [(0, []), (1, [0]), (3, [0, 1, 2]), (10, [0]), (12, [0, 10, 11]), (2026, [0, *range(2020, 2026)])],
)
def test_each_number_looks_at_few_before_it_and_these_at_no_others(redraw: int, before: Sequence[int]) -> None:
    assert list(numbers(redraw)) == before
    assert all({*numbers(one)} <= {*before} for one in before)


def test_what_only_later_forms_had_is_avoided_last() -> None:
    forms = [frozenset([number]) for number in range(20)]
    had = Had([Run(iter(forms))])
    assert had.avoided(7) == tuple(frozenset(range(many)) for many in range(8, -1, -1))
    assert had.avoided(8) == tuple(frozenset(range(many)) for many in (16, *range(8, -1, -1)))
    few = Had([Run(iter(forms[:2])), Run(iter(forms[2:3]))])
    assert few.avoided(0) == (frozenset([0, 1, 2]), frozenset([0, 2]), frozenset())
