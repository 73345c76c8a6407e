from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from quizgen import catalog
from quizgen.asking.source import SHARES
from quizgen.blueprint.filling import Filling
from quizgen.blueprint.forms import Draft, drafts, forms
from quizgen.blueprint.naming import form_name
from quizgen.blueprint.reader import parse
from quizgen.blueprint.slots import Blueprint
from quizgen.errors import UsageError
from quizgen.model import Form
from quizgen.text.terminal import TERMINAL


def blueprint(*slots: str, head: str = "") -> Blueprint:
    return parse('title = "T"\n' + head + "".join(f"[[slots]]\n{slot}\n" for slot in slots), "x.toml")


def shape(form: Form) -> Counter[tuple[str, str, str, Fraction]]:
    return Counter((item.family, item.level, item.kind, item.points) for item in form.items)


def families(exam: Blueprint, seed: str) -> list[str]:
    filling = Filling(exam, seed)
    return [name for group in filling.groups for name in filling.families(group)]


def asked(draft: Draft) -> dict[tuple[str, int], str]:
    """The item at each place of each slot."""
    return {(seat.slot, seat.place): seat.question.id for seat in draft.seats}


def content(draft: Draft) -> list[object]:
    """All that decides what is printed."""
    return [draft.name, *((seat.question.stem, seat.question.parts, seat.letter) for seat in draft.seats)]


SLOTS = (
    'topic = "output-size"\nlevel = "easy"\ncount = 5\npoints = 2',
    'family = "conv-output-size"\nlevel = "easy"\nkind = "numerical"\ncount = 2',
    'topic = "parameters"\nlevel = "medium"\ncount = 2\npoints = 0.5',
    'topic = "output-size"\nlevel = "hard"\nkind = "multiple"',
)
EXAM = blueprint(*SLOTS)


def test_parallel_forms_have_the_same_slots_and_no_item_or_stem_twice() -> None:
    made = list(forms(EXAM, 4, "7"))
    assert [form.name for form in made] == ["A", "B", "C", "D"]
    assert all(shape(form) == shape(made[0]) for form in made)
    items = [item for form in made for item in form.items]
    assert len({item.id for item in items}) == len({TERMINAL.text(item.stem) for item in items}) == 40


def test_a_form_is_the_same_however_many_forms_there_are() -> None:
    many = [content(draft) for draft in drafts(EXAM, 5, "7")]
    for number in (1, 2, 4):
        assert [content(draft) for draft in drafts(EXAM, number, "7")] == many[:number]


def test_items_carry_level_kind_and_points_of_their_slot() -> None:
    (form,) = forms(EXAM, 1, "7")
    assert [(item.level, item.points) for item in form.items] == [
        *[("easy", 2)] * 5,
        *[("easy", 1)] * 2,
        *[("medium", Fraction(1, 2))] * 2,
        ("hard", 1),
    ]
    assert [item.kind for item in form.items] == [*["choice"] * 5, *["numerical"] * 2, *["choice"] * 2, "multiple"]


def test_the_kinds_of_a_slot_take_turns() -> None:
    slots = 'family = "conv-output-size"', 'topic = "output-size"'
    exam = blueprint(*(f'{slot}\nlevel = "hard"\nkind = "numerical,choice"\ncount = 4' for slot in slots))
    (form,) = forms(exam, 1, "7")
    assert [item.kind for item in form.items] == ["numerical", "choice"] * 4


@pytest.mark.parametrize("seed", ["1", "2", "3", "4", "5"])
def test_a_slot_without_a_kind_asks_choices_where_its_families_do_whatever_the_seed(seed: str) -> None:
    exam = blueprint('topic = "parameters"\nlevel = "medium"\ncount = 3', 'family = "pool-output-size"\nlevel = "easy"')
    for draft in drafts(exam, 3, seed):
        kinds = Counter((seat.slot, seat.question.kind) for seat in draft.seats)
        assert kinds == {("parameters-medium", "choice"): 3, ("pool-output-size-easy", "numerical"): 1}


def test_every_place_has_the_same_number_of_options_and_of_solution_steps_in_all_forms() -> None:
    exam = blueprint(
        'family = "layers-for-receptive-field"\nlevel = "medium"\nkind = "choice"\ncount = 2',
        'family = "receptive-field-growth-concepts"\nlevel = "medium"',
        'topic = "output-size"\nlevel = "medium"\ncount = 3',
    )
    for seed in range(5):
        seen: dict[tuple[str, int], set[tuple[int, int]]] = {}
        for draft in drafts(exam, 4, str(seed)):
            for seat in draft.seats:
                options = len(seat.question.options) if seat.question.kind == "choice" else 0
                seen.setdefault((seat.slot, seat.place), set()).add((options, len(seat.question.solution)))
        assert all(len(one) == 1 for one in seen.values())


def test_a_slot_may_ask_for_all_items_of_a_file() -> None:
    (source,) = catalog.select(["batch-normalisation-concepts"])
    every = sum(source.count("easy", kind) for kind in source.kinds)
    (draft,) = drafts(blueprint(f'family = "{source.id}"\nlevel = "easy"\ncount = {every}'), 1, "7")
    assert len({seat.question.id for seat in draft.seats}) == every == 6
    assert len({seat.question.kind for seat in draft.seats}) > 1


def test_the_blueprints_heading_stands_over_every_form() -> None:
    exam = blueprint(
        'family = "conv-output-size"\nlevel = "easy"',
        head='course = "ML"\ndate = 2026-03-18\ninstructions = "Think."\n',
    )
    (form,) = forms(exam, 1, "s")
    found = (form.name, form.title, form.course, form.date, form.notes, form.seed)
    assert found == ("A", "T", "ML", "2026-03-18", ("Think.",), "s")


def test_a_topic_slot_asks_each_family_once_and_then_as_often_as_their_weights_say() -> None:
    exam = blueprint(f'topic = "output-size"\nlevel = "easy"\nkind = "numerical"\ncount = {60}')
    (group,) = Filling(exam, "7").groups
    weights = {way.family: SHARES[way.cell.source.weight] for way in group.ways}
    for number, expected in ((len(weights), dict.fromkeys(weights, 1)), (sum(weights.values()), weights)):
        few = blueprint(f'topic = "output-size"\nlevel = "easy"\nkind = "numerical"\ncount = {number}')
        assert Counter(families(few, "7")) == expected


def test_short_slots_of_many_exams_ask_core_families_most_and_every_family_at_some_time() -> None:
    exam = blueprint('topic = "output-size"\nlevel = "easy"\nkind = "numerical"\ncount = 2')
    met = Counter(name for seed in range(150) for name in families(exam, str(seed)))
    weights = {way.family: way.cell.source.weight for group in Filling(exam, "1").groups for way in group.ways}
    core, others = ([met[one] for one in weights if (weights[one] == "core") == core] for core in (True, False))
    assert sum(core) / len(core) > 2 * sum(others) / len(others)
    assert min(others) > 0


def test_no_family_comes_twice_in_an_exam_while_a_slot_could_ask_another() -> None:
    exam = blueprint(
        'topic = "output-size"\nlevel = "easy"\nkind = "numerical"\ncount = 3',
        'topic = "output-size"\nlevel = "medium"\ncount = 2',
        'topic = "output-size"\nlevel = "medium"\nkind = "multiple"',
        'family = "conv-output-size"\nlevel = "hard"',
    )
    for seed in range(100):
        assert len(set(families(exam, str(seed)))) == 7


def test_an_impossible_count_names_the_key_both_numbers_and_what_helps_before_the_first_form() -> None:
    (conv,) = catalog.select(["conv-output-size"])
    there = conv.count("hard", conv.usual("hard"))
    exam = blueprint(
        'family = "conv-output-size"\nlevel = "easy"', f'family = "{conv.id}"\nlevel = "hard"\ncount = {there}'
    )
    next(drafts(exam, 1, "7"))
    with pytest.raises(
        UsageError, match=rf"^x\.toml: slots\[2\]\.count: {there:,} items in 2 forms, {2 * there:,} in"
    ) as caught:
        drafts(exam, 2, "7")
    assert f"has only {there:,} at level hard" in str(caught.value)
    assert "let forms share items (repeat = true)" in str(caught.value)


def test_forms_share_items_only_where_it_is_asked_for() -> None:
    (which,) = catalog.select(["which-conv-output-size"])
    there = which.count("easy", "choice")
    exam = blueprint(f'family = "{which.id}"\nlevel = "easy"\ncount = {there // 2 + 1}')
    with pytest.raises(UsageError, match="fewer items or forms"):
        list(drafts(exam, 2, "7"))
    one, two = drafts(exam, 2, "7", repeat=True)
    for form in (one, two):
        assert len({*asked(form).values()}) == there // 2 + 1
    assert {*asked(one).values()} & {*asked(two).values()}


def test_forms_that_share_items_use_every_item_before_one_comes_again() -> None:
    exam = blueprint('family = "grouped-and-pointwise-concepts"\nlevel = "medium"\nkind = "choice"')
    (group,) = Filling(exam, "1").groups
    held = group.ways[0].held
    every = [one for draft in drafts(exam, 3 * held, "1", repeat=True) for one in asked(draft).values()]
    assert {*Counter(every).values()} == {3}
    assert all(len({*every[start : start + held]}) == held for start in range(0, len(every), held))


def test_slots_of_two_kinds_that_use_up_each_others_points_are_refused() -> None:
    (conv,) = catalog.select(["largest-input-size"])
    points, choices = conv.count("easy", "numerical"), conv.count("easy", "choice")
    exam = blueprint(
        f'family = "{conv.id}"\nlevel = "easy"\nkind = "numerical"\ncount = {points}',
        f'family = "{conv.id}"\nlevel = "easy"\nkind = "choice"\ncount = {choices}',
    )
    with pytest.raises(UsageError, match=r"^x\.toml: slots\[\d\]\.count: form A .* no other place took"):
        list(drafts(exam, 1, "7"))


def test_forms_are_named_like_the_columns_of_a_table() -> None:
    assert [form_name(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
