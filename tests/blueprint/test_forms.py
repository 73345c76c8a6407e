from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest

from quizgen import catalog
from quizgen.asking.source import SHARES
from quizgen.blueprint.forms import Plan, forms, letters
from quizgen.blueprint.reader import Blueprint, parse
from quizgen.errors import UsageError
from quizgen.model import Form
from quizgen.text.terminal import TERMINAL


def blueprint(*slots: str, head: str = "") -> Blueprint:
    return parse('title = "T"\n' + head + "".join(f"[[slots]]\n{slot}\n" for slot in slots), "x.toml")


def shape(form: Form) -> list[tuple[str, str, str, Fraction]]:
    return [(item.family, item.level, item.kind, item.points) for item in form.items]


EXAM = blueprint(
    'topic = "output-size"\nlevel = "easy"\ncount = 5\npoints = 2',
    'family = "conv-output-size"\nlevel = "easy"\nkind = "numerical"\ncount = 2',
    'topic = "parameters"\nlevel = "medium"\ncount = 2\npoints = 0.5',
    'topic = "output-size"\nlevel = "hard"\nkind = "multiple"',
)


def test_parallel_forms_have_the_same_slots_and_no_item_or_stem_twice() -> None:
    made = list(forms(EXAM, 4, "7"))
    assert [form.name for form in made] == ["A", "B", "C", "D"]
    assert all(shape(form) == shape(made[0]) for form in made)
    items = [item for form in made for item in form.items]
    assert len({item.id for item in items}) == len({TERMINAL.text(item.stem) for item in items}) == 40


def test_more_forms_leave_the_first_ones_as_they_are() -> None:
    assert [[i.id for i in f.items] for f in forms(EXAM, 3, "7")] == [
        [i.id for i in f.items] for f in list(forms(EXAM, 5, "7"))[:3]
    ]


def test_items_carry_level_kind_and_points_of_their_slot() -> None:
    (form,) = forms(EXAM, 1, "7")
    assert [(item.level, item.points) for item in form.items] == [
        *[("easy", 2)] * 5,
        *[("easy", 1)] * 2,
        *[("medium", Fraction(1, 2))] * 2,
        ("hard", 1),
    ]
    assert [item.kind for item in form.items[5:7]] == ["numerical"] * 2
    assert form.items[9].kind == "multiple"


def test_the_kinds_of_a_slot_take_turns_in_each_familys_own_way() -> None:
    slots = 'family = "conv-output-size"', 'topic = "output-size"'
    exam = blueprint(*(f'{slot}\nlevel = "hard"\nkind = "numerical,choice"\ncount = 4' for slot in slots))
    (form,) = forms(exam, 1, "7")
    assert [item.kind for item in form.items[:4]] == ["numerical", "choice"] * 2
    assert {item.kind for item in form.items[4:]} == {"numerical", "choice"}


def test_a_single_form_has_no_name_and_the_blueprints_heading() -> None:
    exam = blueprint(
        'family = "conv-output-size"\nlevel = "easy"',
        head='course = "ML"\ndate = 2026-03-18\ninstructions = "Think."\n',
    )
    (form,) = forms(exam, 1, "s")
    assert (form.name, form.title, form.course, form.date, form.notes, form.seed) == (
        "",
        "T",
        "ML",
        "2026-03-18",
        ("Think.",),
        "s",
    )


def test_a_topic_slot_asks_its_families_as_often_as_their_weights_say() -> None:
    weights = {source.id: SHARES[source.weight] for source in catalog.select(["output-size"])}
    exam = blueprint(f'topic = "output-size"\nlevel = "easy"\ncount = {sum(weights.values())}')
    (form,) = forms(exam, 1, "7")
    met = Counter(item.family for item in form.items)
    assert met == weights


def test_short_slots_of_many_exams_ask_core_families_most_and_every_family_at_some_time() -> None:
    exam = blueprint('topic = "output-size"\nlevel = "easy"\ncount = 2', 'topic = "output-size"\nlevel = "medium"')
    plans = [Plan(exam, 4, repeat=False, seed=str(seed)).cells() for seed in range(150)]
    met = Counter(cell.source for slots in plans for cells in slots for cell in cells)
    core, others = ([met[one] for one in met if (one.weight == "core") == core] for core in (True, False))
    assert min(core) > 1.5 * max(others)
    assert set(met) == set(catalog.chosen(["output-size"]))


def test_no_family_comes_twice_in_an_exam_while_a_slot_could_ask_another() -> None:
    exam = blueprint(
        'topic = "output-size"\nlevel = "easy"\ncount = 3',
        'topic = "output-size"\nlevel = "medium"\ncount = 2',
        'topic = "output-size"\nlevel = "medium"\nkind = "multiple"',
        'family = "conv-output-size"\nlevel = "hard"',
    )
    for seed in range(100):
        asked = [cell.source.id for cells in Plan(exam, 1, repeat=False, seed=str(seed)).cells() for cell in cells]
        assert len(set(asked)) == 7


def test_an_impossible_count_names_the_key_and_both_numbers_before_the_first_form() -> None:
    (conv,) = catalog.select(["conv-output-size"])
    there = conv.count("hard", conv.usual("hard"))
    exam = blueprint(
        'family = "conv-output-size"\nlevel = "easy"', f'family = "{conv.id}"\nlevel = "hard"\ncount = {there}'
    )
    next(forms(exam, 1, "7"))
    with pytest.raises(
        UsageError, match=rf"^x\.toml: slots\[2\]\.count: {there:,} items in 2 forms, {2 * there:,} in"
    ) as caught:
        forms(exam, 2, "7")
    assert f"has only {there:,} at level hard" in str(caught.value)


def test_forms_share_items_only_where_it_is_asked_for() -> None:
    (which,) = catalog.select(["which-conv-output-size"])
    there = which.count("easy", "choice")
    exam = blueprint(f'family = "{which.id}"\nlevel = "easy"\ncount = {there - 1}')
    with pytest.raises(UsageError, match="fewer forms"):
        list(forms(exam, 2, "7"))
    one, two = forms(exam, 2, "7", repeat=True)
    for form in (one, two):
        assert len({item.id for item in form.items}) == there - 1
    assert {item.id for item in one.items} & {item.id for item in two.items}


def test_slots_of_two_kinds_that_use_up_each_others_points_are_refused() -> None:
    (conv,) = catalog.select(["largest-input-size"])
    points, choices = conv.count("easy", "numerical"), conv.count("easy", "choice")
    exam = blueprint(
        f'family = "{conv.id}"\nlevel = "easy"\nkind = "numerical"\ncount = {points}',
        f'family = "{conv.id}"\nlevel = "easy"\nkind = "choice"\ncount = {choices}',
    )
    with pytest.raises(UsageError, match=r"^x\.toml: slots\[2\]\.count: .* no other slot took"):
        list(forms(exam, 1, "7"))


def test_forms_are_named_like_the_columns_of_a_table() -> None:
    assert [letters(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
