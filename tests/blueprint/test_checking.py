"""What a blueprint can have: how many forms share no item, and everything that cannot be had, at once."""

from __future__ import annotations

import pytest

from quizgen.blueprint.checking import checked
from quizgen.blueprint.forms import drafts
from quizgen.errors import Faults

HEAD = 'title = "T"\n'
SMALL = '[[slots]]\nfamily = "pooling-concepts"\nlevel = "medium"\nkind = "choice"\n'
LARGE = '[[slots]]\nfamily = "conv-output-size"\nlevel = "hard"\n'


def test_the_smallest_slot_bounds_the_forms() -> None:
    found = checked(HEAD + SMALL + LARGE, "x.toml")
    (small, large) = found.groups
    assert found.capacity.forms == small.ways[0].held
    assert found.capacity.bound == (small.slot.id,)
    assert large.ways[0].held > small.ways[0].held
    assert len(list(drafts(found.blueprint, found.capacity.forms, "1"))) == found.capacity.forms


def test_slots_of_one_family_share_its_items() -> None:
    alone, twice = (checked(HEAD + LARGE * times, "x.toml").capacity for times in (1, 2))
    assert twice.forms == alone.forms // 2
    assert set(twice.bound) == {"conv-output-size-hard", "conv-output-size-hard-2"}


def test_a_count_takes_as_many_of_a_form() -> None:
    once, thrice = (checked(f"{HEAD}{LARGE}count = {count}\n", "x.toml").capacity.forms for count in (1, 3))
    assert thrice == once // 3


def test_a_topic_lends_its_other_families_where_one_is_spent() -> None:
    topic = '[[slots]]\ntopic = "output-size"\nlevel = "hard"\nkind = "numerical"\n'
    every = checked(HEAD + topic, "x.toml").capacity.forms
    assert checked(HEAD + topic + LARGE + 'kind = "numerical"\n', "x.toml").capacity.forms < every


def test_everything_that_cannot_be_had_is_told_at_once() -> None:
    text = (
        HEAD
        + SMALL
        + "count = 90\n"
        + LARGE
        + 'pin = ["conv-output-size-a"]\n'
        + LARGE
        + 'kind = "multiple"\nlevels = 1\n'
    )
    with pytest.raises(Faults) as caught:
        checked(text, "x.toml")
    assert [fault.split(": ")[1] for fault in caught.value.every] == [
        "slots[1].count",
        "slots[2].pin",
        "slots[3].levels",
    ]
    with pytest.raises(Faults) as caught:
        checked(text.partition('kind = "multiple"')[0], "x.toml")
    assert [fault.split(": ")[1] for fault in caught.value.every] == ["slots[1].count", "slots[2].pin"]
    assert all("(line " in fault for fault in caught.value.every)


def test_slots_that_want_more_of_one_family_than_there_is_are_named_together() -> None:
    with pytest.raises(Faults, match=r"the slots 'pooling-concepts-medium-choice', .* their families have fewer"):
        checked(HEAD + SMALL * 9, "x.toml")


def test_a_key_with_several_names_hides_no_other_fault_and_is_told_once() -> None:
    slot = '[[slots]]\nfamily = "a,b"\nlevel = "easy,hard"\nkind = "choise"\ncount = "two"\n'
    with pytest.raises(Faults) as caught:
        checked(HEAD + slot + '[[slots]]\nfamily = "conv-output-size"\nlevel = "easy,hard"\n', "x.toml")
    assert [fault.split(": ")[1] for fault in caught.value.every] == [
        "slots[1].family",
        "slots[1].level",
        "slots[1].kind",
        "slots[1].count",
        "slots[2].level",
    ]


def test_a_form_that_lacks_items_is_not_told_to_share_them() -> None:
    with pytest.raises(
        Faults, match=r"has only \d+ at level medium with 4 options as choice; ask for fewer items \("
    ) as caught:
        checked(f"{HEAD}{SMALL}count = 90\n", "x.toml")
    assert len(caught.value.every) == 1


@pytest.mark.parametrize(
    ("slots", "keys"),
    [
        (
            '[[slots]]\ntopic = "dilation"\nfamily = "conv-output-size"\nlevel = ["easy","hard"]\nredraw = -1\n',
            ["slots[1].level", "slots[1].redraw", "slots[1]"],
        ),
        (
            LARGE
            + "misconceptions = { nonsense = 3, adds-kernel = -1 }\nparams = { kernal_size = 3 }\n"
            + LARGE
            + 'pin = ["a"]\n',
            ["slots[1].misconceptions", "slots[1].params", "slots[1].misconceptions", "slots[2].pin"],
        ),
        (LARGE + 'kind = "choise"\nparams = { kernal_size = 3 }\n', ["slots[1].kind", "slots[1].params"]),
        (LARGE + 'marks = 2\npin = ["a", "a"]\n', ["slots[1].marks", "slots[1].pin"]),
        (LARGE + 'kind = "choice,grid"\n' + SMALL + "count = 0\n", ["slots[1].kind", "slots[2].count"]),
        ("options = 5\n" + SMALL + LARGE + 'kind = "grid"\n', ["slots[1].options", "slots[2].kind"]),
        (
            'number_digits = 8\nfonts = ["no.ttf"]\n' + LARGE + "count = 0\n",
            ["number_digits", "fonts", "slots[1].count"],
        ),
    ],
)
def test_no_fault_holds_another_one_back(slots: str, keys: list[str]) -> None:
    with pytest.raises(Faults) as caught:
        checked(HEAD + slots, "x.toml")
    assert [fault.split(": ")[1] for fault in caught.value.every] == keys


@pytest.mark.parametrize(
    ("slot", "key"),
    [
        (LARGE.replace("level", "levle"), "levle"),
        (LARGE.replace("family", "famly") + "misconceptions = { adds-kernel = 3 }\n", "famly"),
        (LARGE.replace('"hard"', '"hrd"') + "misconceptions = { adds-kernel = 3 }\n", "level"),
        (LARGE + "items = [1]\n", "items"),
    ],
)
def test_what_hangs_on_a_key_that_is_wrong_is_no_fault_of_its_own(slot: str, key: str) -> None:
    with pytest.raises(Faults) as caught:
        checked(HEAD + slot, "x.toml")
    assert [fault.split(": ")[1] for fault in caught.value.every] == [f"slots[1].{key}"]


def test_the_ids_of_misconceptions_that_are_known_can_be_typed() -> None:
    with pytest.raises(Faults) as caught:
        checked(f"{HEAD}{LARGE}misconceptions = {{ nonsense = 3 }}\n", "x.toml")
    assert "; known are adds-kernel, forgets-kernel, forgets-kernel-and-rounds-up, " in str(caught.value)
    assert len(str(caught.value)) < 290
