"""The report believes nothing: what is unfair in forms is found, whoever made them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import pytest
from everything import ALL
from msgspec.structs import replace

from quizgen import catalog, resources
from quizgen.blueprint.arranging import arranged
from quizgen.blueprint.fairness import Fairness
from quizgen.blueprint.filling import Filling
from quizgen.blueprint.forms import Draft, Seat, drafts
from quizgen.blueprint.reader import parse
from quizgen.model import LEVELS, Question

MIDTERMS = 100 if ALL else 40
EXAM = parse(
    'title = "T"\norder = "fixed"\n[[slots]]\nfamily = "code-output-shape"\nlevel = "medium"\ncount = 8\n', "x.toml"
)


def midterm() -> str:
    return (resources.banks() / "blueprints" / "midterm.toml").read_text(encoding="utf-8")


@cache
def made(number: int = 2) -> tuple[Draft, ...]:
    return tuple(drafts(EXAM, number, "1"))


def keyed(draft: Draft, letters: Sequence[int]) -> Draft:
    """The form with those keys."""
    every = zip(draft.seats, letters, strict=True)
    return replace(
        draft, seats=tuple(replace(seat, letter=one, question=arranged(seat.question, one)) for seat, one in every)
    )


def asking(draft: Draft, place: int, question: Question) -> Draft:
    seats = list(draft.seats)
    seats[place] = replace(seats[place], question=question)
    return replace(draft, seats=tuple(seats))


def told(*every: Draft) -> str:
    seen = Fairness()
    for draft in every:
        seen.add(draft)
    return "; ".join(seen.outside)


def question(name: str, level: str = "medium") -> Question:
    (source,) = catalog.select([name])
    return next(source.draw("easy" if level == "easy" else "medium", "choice", "1"))


def test_fair_forms_are_found_fair() -> None:
    assert told(*made()) == ""


def test_a_row_tells_all_that_is_fair_or_not() -> None:
    row = Fairness().add(made()[0])
    first, seat = row.questions[0], made()[0].seats[0]
    assert (first.place, first.slot, first.item, first.family) == (
        1,
        "code-output-shape-medium",
        seat.question.id,
        "code-output-shape",
    )
    assert (first.level, first.kind, first.options, first.steps, first.points) == ("medium", "choice", 4, 1, "1")
    assert first.key == "ABCD"[seat.letter or 0]
    assert len(first.misconceptions) == 3
    assert sum(row.letters.values()) == 8
    assert row.outside == ()


def test_a_family_that_comes_again_is_told_unless_slots_name_it() -> None:
    seats = made()[0].seats
    form = replace(made()[0], seats=(replace(seats[0], named=False), *seats[1:]))
    assert told(form) == "form A: the family code-output-shape stands there 8 times"


def test_a_run_of_five_b_is_told() -> None:
    _, said = told(keyed(made()[0], [1, 1, 1, 1, 1, 0, 2, 3])).split("; ")
    assert said == "form A: 5 keys one after the other have the same letter"


def test_uneven_keys_are_told() -> None:
    assert told(keyed(made()[0], [0, 0, 0, 1, 0, 2, 1, 3])) == "form A: keys are uneven: 4 A, 2 B, 1 C, 1 D"


def test_keys_that_a_neighbour_could_copy_are_told() -> None:
    one, other = (keyed(draft, [0, 1, 2, 3, 0, 1, 2, 3]) for draft in made())
    assert told(one, other) == "form B: 8 keys stand at the places of the same ones in form A"


def test_a_pool_whose_families_are_no_equals_is_told() -> None:
    easy = asking(made()[1], 3, question("code-output-shape", "easy"))
    assert "slot 'code-output-shape-medium' has level easy, and medium in form A" in told(made()[0], easy)
    true_or_false = next(
        one
        for source in catalog.authored()
        for one in source.draw("medium", "choice", "1")
        if "choice" in source.kinds and len(one.options) == 2
    )
    assert "has options 2, and 4 in form A" in told(made()[0], asking(made()[1], 3, true_or_false))


def test_a_pool_whose_families_take_other_numbers_of_steps_is_told() -> None:
    one = made()[1].seats[3].question
    (part,) = one.parts
    longer = replace(one, parts=(replace(part, solution=part.solution * 3),))
    assert "has solution steps 3, and 1 in form A" in told(made()[0], asking(made()[1], 3, longer))


def test_a_form_that_is_harder_is_told() -> None:
    hard = made()[1]
    for place, seat in enumerate(hard.seats):
        hard = asking(hard, place, replace(seat.question, level="hard"))
    said = told(made()[0], hard)
    assert "form B: 59% of the points are foretold, and 74% of form A" in said


def test_parameters_that_come_again_in_a_slot_are_told_unless_forms_may_share_items() -> None:
    one, other = made()[0].seats[0].question, made()[1].seats[0].question
    again = asking(made()[1], 0, replace(other, params=one.params))
    assert told(made()[0], again).endswith("has the parameters of a question of its slot in an earlier form")
    seen = Fairness(shared=True)
    for draft in (made()[0], again):
        seen.add(draft)
    assert seen.outside == []


def test_no_two_forms_give_the_same_parameters_in_a_slot_of_layers_to_choose_from() -> None:
    exam = parse('title = "T"\n[[slots]]\nfamily = "which-conv-parameters"\nlevel = "medium"\n', "x.toml")
    given = [repr(seat.question.params) for draft in drafts(exam, 60, "s") for seat in draft.seats]
    assert len(set(given)) == 60


def test_keys_alike_are_counted_over_all_pairs_of_forms() -> None:
    seen = Fairness()
    for draft in made(5):
        seen.add(draft)
    alike = seen.summary()["alike"]
    assert sum(alike["pairs"].values()) == 10
    assert max(map(int, alike["pairs"])) <= alike["most"] == 4


def test_an_item_that_comes_again_is_told_unless_forms_may_share_it() -> None:
    again = asking(made()[1], 0, made()[0].seats[0].question)
    assert "stands in an earlier form, too" in told(made()[0], again)
    seen = Fairness(shared=True)
    for draft in (made()[0], again):
        seen.add(draft)
    assert not any("earlier form" in one for one in seen.outside)


def test_a_cue_is_told() -> None:
    (source,) = catalog.select(["stacked-kernels-concepts"])
    every = {
        one.id.rpartition("-sk-")[2]: one
        for kind in source.kinds
        for level in LEVELS
        for one in source.draw(level, kind, "1")
    }
    form = asking(asking(made()[0], 0, every["seventy-two-percent"]), 1, every["weights-of-stacks"])
    assert "are enemies, or one gives the other's key away" in told(form)


def test_a_misconception_that_every_question_offers_is_told() -> None:
    (draft,) = drafts(parse(midterm(), "midterm.toml"), 1, "1")
    every = [seat.question for seat in draft.seats if seat.question.kind in ("choice", "multiple")]
    slip = next(one.slip for one in every[0].options if one.slip)

    def same(seat: Seat) -> Seat:
        part = seat.question.parts[0]
        options = tuple(replace(one, slip=slip) if one.slip else one for one in part.answer.options)
        if seat.question not in every:
            return seat
        answer = replace(part.answer, options=options)
        return replace(seat, question=replace(seat.question, parts=(replace(part, answer=answer),)))

    form = replace(draft, seats=tuple(map(same, draft.seats)))
    number = len({one.family for one in every})
    assert told(draft) == ""
    assert f"the misconception {slip.id} is offered by {number} of {number} families with options" in told(form)


def test_no_family_comes_twice_in_a_hundred_midterms() -> None:
    exam = parse(midterm(), "midterm.toml")
    for seed in range(100):
        filling = Filling(exam, str(seed))
        names = [name for group in filling.groups for name in filling.families(group)]
        assert len(set(names)) == len(names) == 20


@pytest.mark.slow
def test_eight_forms_of_many_midterms_are_within_all_bounds() -> None:
    exam = parse(midterm(), "midterm.toml")
    for seed in range(MIDTERMS):
        seen = Fairness()
        made_of = list(drafts(exam, 8, str(seed)))
        for draft in made_of:
            seen.add(draft)
        assert seen.outside == []
        fewer = drafts(exam, 2, str(seed))
        assert [printed(draft) for draft in fewer] == [printed(draft) for draft in made_of[:2]]


def printed(draft: Draft) -> list[object]:
    return [(seat.question.stem, seat.question.parts, seat.letter) for seat in draft.seats]


@pytest.mark.parametrize("name", ["midterm", "final", "quiz"])
def test_four_forms_of_shipped_exams_are_within_all_bounds(name: str) -> None:
    exam = parse((resources.banks() / "blueprints" / f"{name}.toml").read_text(encoding="utf-8"), name)
    for seed in "12":
        seen = Fairness()
        orders = [[seat.slot for seat in draft.seats] for draft in drafts(exam, 4, seed) if seen.add(draft)]
        assert seen.outside == []
        assert len({tuple(order) for order in orders}) == 4
