"""Where planned letters cannot be had, others are sought, with as few other questions as it takes."""

from __future__ import annotations

from collections import Counter

from quizgen.blueprint.filling import Filling
from quizgen.blueprint.lettered import Lettered
from quizgen.blueprint.planning import Plan, Planning
from quizgen.blueprint.reader import parse
from quizgen.blueprint.together import Together

EXAM = parse(
    'title = "T"\n[[slots]]\nfamily = "conv-parameters"\nlevel = "medium"\nkind = "choice"\ncount = 8\nid = "s"\n', "x"
)
ORDER = tuple(f"s/{place}" for place in range(8))


class Unfulfilled(Planning):
    """Plans the first letter for every place, as if nothing else could be had."""

    def next(self, number: int, fixed: object) -> Plan:
        del number, fixed
        return Plan(ORDER, dict.fromkeys(ORDER, 0))


def form(filling: Filling) -> Together:
    found = filling._form(0, Unfulfilled([], "", shuffled=False).next(0, {}))
    assert len(found.filled) == 8
    return found


def test_a_form_whose_letters_were_planned_is_left_alone() -> None:
    filling = Filling(EXAM, "1")
    one = form(filling)
    before = list(one.filled)
    assert Lettered(filling, "1/t", shuffled=False).letters(one, 0) == (0,) * 8
    assert one.filled == before


def test_letters_that_are_uneven_against_the_plan_are_made_even() -> None:
    filling = Filling(EXAM, "1")
    one = form(filling)
    one.plan = Plan(ORDER, {name: place % 4 for place, name in enumerate(ORDER)})
    before = [filled.one.newcomer.id for filled in one.filled]
    letters = Lettered(filling, "1/t", shuffled=False).letters(one, 0)
    assert Counter(letters) == {0: 2, 1: 2, 2: 2, 3: 2}
    after = [filled.one.newcomer.id for filled in one.filled]
    assert len(set(after)) == 8
    assert sum(a != b for a, b in zip(before, after, strict=True)) <= 6


def test_letters_that_differ_from_the_plan_and_are_fair_stay() -> None:
    filling = Filling(EXAM, "1")
    one = next(filling.forms())
    before = [filled.one.newcomer.id for filled in one.filled]
    one.plan = Plan(one.plan.order, dict.fromkeys(one.plan.order, 0))
    letters = Lettered(filling, "1/t", shuffled=False).letters(one, 0)
    assert sorted(Counter(letters).values()) == [2, 2, 2, 2]
    assert [filled.one.newcomer.id for filled in one.filled] == before
