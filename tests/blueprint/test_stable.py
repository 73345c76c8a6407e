"""What an instructor changes in a blueprint changes that, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest
from everything import ALL

from quizgen import resources
from quizgen.blueprint.forms import drafts
from quizgen.blueprint.reader import parse
from quizgen.blueprint.slots import Blueprint
from quizgen.errors import UsageError

FORMS = 3
SEEDS = ("1", "2", "3", "4")
NUMBERS = (
    'family = "conv-output-size"\nlevel = "easy"\n',
    'topic = "dilation"\nlevel = "medium"\nkind = "numerical"\ncount = 2\n',
    'topic = "parameters"\nlevel = "medium"\nkind = "multiple"\n',
    'family = "stack-receptive-field"\nlevel = "hard"\nkind = "numerical"\n',
)
OTHER = 'topic = "cost"\nlevel = "medium"\nkind = "numerical"\n'


def blueprint(*slots: str, title: str = "T") -> Blueprint:
    return parse(f'title = "{title}"\n' + "".join(f"[[slots]]\n{slot}" for slot in slots), "x.toml")


@cache
def items(*slots: str, seed: str = "1", title: str = "T") -> Mapping[tuple[str, str, int], str]:
    """The item at each place of each slot of each form."""
    every = drafts(blueprint(*slots, title=title), FORMS, seed)
    return {(one.name, seat.slot, seat.place): seat.question.id for one in every for seat in one.seats}


@pytest.mark.parametrize("seed", SEEDS)
def test_inserting_removing_and_moving_slots_changes_no_item_of_the_others(seed: str) -> None:
    before = items(*NUMBERS, seed=seed)
    inserted = items(*NUMBERS[:2], OTHER, *NUMBERS[2:], seed=seed)
    removed = items(*NUMBERS[1:], seed=seed)
    assert before.items() <= inserted.items()
    assert removed.items() <= before.items()
    assert items(*reversed(NUMBERS), seed=seed) == before


def test_slots_move_in_the_midterm_and_no_item_changes() -> None:
    """Nor does the letter of a key."""
    path = resources.banks() / "blueprints" / "midterm.toml"
    head, *slots = path.read_text(encoding="utf-8").split("[[slots]]\n")
    found = []
    for order in (slots, [*slots[7:], *slots[:7]]):
        exam = parse(head + "".join(f"[[slots]]\n{slot}" for slot in order), path.name)
        every = drafts(exam, FORMS, "5")
        found.append({(d.name, s.slot, s.place): s.question.id for d in every for s in d.seats})
    assert found[0] == found[1]


def test_points_and_what_is_asked_elsewhere_are_no_part_of_a_slots_path() -> None:
    assert items(NUMBERS[0] + "points = 5\n") == items(NUMBERS[0])


def test_redraw_replaces_the_items_of_its_slot_alone() -> None:
    before = items(*NUMBERS)
    after = items(NUMBERS[0] + "redraw = 1\n", *NUMBERS[1:])
    changed = {place for place in before if before[place] != after[place]}
    assert {slot for _, slot, _ in changed} == {"conv-output-size-easy"}
    assert len(changed) == FORMS


def shipped(name: str) -> tuple[str, list[str]]:
    text = (resources.banks() / "blueprints" / f"{name}.toml").read_text(encoding="utf-8")
    head, *slots = text.split("[[slots]]\n")
    return head, slots


@cache
def asked(head: str, slots: tuple[str, ...], seed: str) -> frozenset[tuple[str, str, int, str, int | None]]:
    exam = parse(head + "".join(f"[[slots]]\n{slot}" for slot in slots), "x.toml")
    every = ((draft.name, seat) for draft in drafts(exam, FORMS, seed) for seat in draft.seats)
    return frozenset((name, seat.slot, seat.place, seat.question.id, seat.letter) for name, seat in every)


def changed(head: str, slots: list[str], at: int, seed: str) -> set[str]:
    """The slots that have another question, or another letter, in any form when one of them is drawn anew."""
    edited = [*slots[:at], "redraw = 1\n" + slots[at], *slots[at + 1 :]]
    before, after = (asked(head, tuple(every), seed) for every in (slots, edited))
    return {slot for _, slot, *_ in before ^ after}


def test_a_slot_that_is_drawn_anew_changes_no_question_and_no_letter_of_another_one() -> None:
    head, slots = shipped("quiz")
    found = [changed(head, slots, at, "1") for at in range(len(slots))]
    assert all(len(one) == 1 for one in found)
    assert len(set.union(*found)) == len(slots)


@pytest.mark.slow
def test_all_slots_that_are_drawn_anew_change_no_other_one() -> None:
    seeds = "2345" if ALL else "2"
    edits = [(name, at, seed) for name in ("midterm", "quiz") for at in range(len(shipped(name)[1])) for seed in seeds]
    assert len(edits) > 25 * len(seeds)
    assert [edit for edit in edits if len(changed(*shipped(edit[0]), *edit[1:])) > 1] == []


def test_two_exams_of_one_seed_have_other_items_unless_they_have_the_same_id() -> None:
    one, other = (set(items(*NUMBERS, title=title).values()) for title in ("Midterm", "Final"))
    assert not one & other
    head = 'title = "Final"\nid = "t"\n'
    again = parse(head + "".join(f"[[slots]]\n{slot}" for slot in NUMBERS), "x.toml")
    assert {s.question.id for d in drafts(again, FORMS, "1") for s in d.seats} == set(items(*NUMBERS).values())


def test_pinned_items_stand_in_the_forms_in_their_order_and_change_no_other() -> None:
    before = items(*NUMBERS)
    others = [one for one in items(NUMBERS[0], seed="9").values() if one not in before.values()]
    after = items(f"{NUMBERS[0]}pin = {others[:2]}\n", *NUMBERS[1:])
    changed = {place: after[place] for place in before if before[place] != after[place]}
    assert changed == {(form, "conv-output-size-easy", 0): one for form, one in zip("AB", others, strict=False)}


@pytest.mark.parametrize(
    ("pin", "says"),
    [
        ("conv-output-size-nothing", "no family of the slot has an item 'conv-output-size-nothing'"),
        (next(iter(items(OTHER).values())), "no family of the slot has an item"),
        (next(iter(items(NUMBERS[0].replace("easy", "hard")).values())), "is hard, and the slot asks easy items"),
    ],
)
def test_an_item_that_a_slot_cannot_ask_is_told_with_its_key(pin: str, says: str) -> None:
    with pytest.raises(UsageError, match=r"^x\.toml: slots\[1\]\.pin: ") as caught:
        list(drafts(blueprint(f'{NUMBERS[0]}pin = "{pin}"\n'), 1, "1"))
    assert says in str(caught.value)


def test_excluded_items_are_never_used_and_others_stay() -> None:
    before = items(*NUMBERS)
    out = list(before.values())[:3]
    every = drafts(blueprint(*NUMBERS), FORMS, "1", excluded=out)
    after = {(one.name, seat.slot, seat.place): seat.question.id for one in every for seat in one.seats}
    assert set(out).isdisjoint(after.values())
    assert sum(before[place] != after[place] for place in before) == len(out)
