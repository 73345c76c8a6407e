"""Letters are planned before any question is drawn, so that they follow from places alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from quizgen.blueprint.followed import Keyed
from quizgen.blueprint.letters import LONGEST_RUN, Letters, alike, most_alike, runs
from quizgen.blueprint.numbered import Keys
from quizgen.blueprint.planning import Plan, Planning

NONE: Mapping[str, int] = {}
FOUR, SIDED = Keys(4), Keys(2, even=False)
PLACES = [*(Keyed(f"slot{n}/0", FOUR) for n in range(20)), *(Keyed(f"number{n}/0", Keys()) for n in range(3))]


def plans(places: list[Keyed], number: int, seed: str = "s", fixed: Mapping[str, int] = NONE) -> list[Plan]:
    planning = Planning(places, seed, shuffled=True)
    return [planning.next(form, fixed) for form in range(number)]


def row(plan: Plan) -> Letters:
    return tuple(plan.letters[name] for name in plan.order)


@pytest.mark.parametrize("seed", "abcde")
def test_letters_are_even_without_long_runs_and_others_than_in_other_forms(seed: str) -> None:
    rows = [row(plan) for plan in plans(PLACES, 12, seed)]
    for number, one in enumerate(rows):
        assert {*Counter(letter for letter in one if letter is not None).values()} == {5}
        assert max(runs(one)) <= LONGEST_RUN
        assert all(alike(one, other) <= most_alike(one) for other in rows[:number])


def test_the_first_form_asks_in_the_blueprints_order_and_others_in_their_own() -> None:
    first, *others = plans(PLACES, 4)
    assert first.order == tuple(place.name for place in PLACES)
    assert len({first.order, *(plan.order for plan in others)}) == 4
    assert {first.letters[place.name] for place in PLACES if not place.keys.count} == {None}


def test_questions_of_a_section_stay_together_and_change_places_there() -> None:
    places = [Keyed(f"slot{n}/0", FOUR, n // 6) for n in range(12)]
    orders = [plan.order for plan in plans(places, 8)]
    assert len(set(orders)) == 8
    for order in orders:
        assert {*order[:6]} == {place.name for place in places[:6]}


def test_a_plan_is_the_same_in_whatever_order_the_places_stand() -> None:
    one, other = (plans(places, 1)[0].letters for places in (PLACES[:5], PLACES[4::-1]))
    assert one == other


def test_true_and_false_have_a_letter_and_need_not_be_even() -> None:
    places = [Keyed(f"sided{n}/0", SIDED) for n in range(4)]
    found = {row(plan) for plan in plans(places, 40)}
    assert {letter for one in found for letter in one} == {0, 1}


def test_the_letter_of_a_pinned_question_stays_and_others_even_it_out() -> None:
    fixed = {f"slot{n}/0": 1 for n in range(5)}
    for plan in plans(PLACES, 6, fixed=fixed):
        assert all(plan.letters[name] == 1 for name in fixed)
        assert {*Counter(letter for letter in plan.letters.values() if letter is not None).values()} == {5}
