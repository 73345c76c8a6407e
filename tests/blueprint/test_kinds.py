"""A kind that a slot names is asked, and so is each family; where one cannot be, the slot is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.blueprint.asked import groups
from quizgen.blueprint.reader import parse
from quizgen.cli.networks import looking
from quizgen.errors import UsageError

HEAD = 'title = "T"\n[[slots]]\n'


def kinds(slot: str) -> list[str]:
    (found,) = parse(HEAD + slot, "x.toml", look=looking(Path(), run=False)).slots
    return [group.kind for group in groups(found)]


@pytest.mark.parametrize(
    ("slot", "asked"),
    [
        (
            'family = "conv-output-size"\nlevel = "easy"\nkind = "choice,numerical"\ncount = 2\n',
            ["choice", "numerical"],
        ),
        ('topic = "dilation"\nlevel = "medium"\nkind = "multiple,numerical"\ncount = 2\n', ["multiple", "numerical"]),
        (
            'families = ["conv-output-size", "network-table"]\nlevel = "easy"\nkind = "numerical,grid"\ncount = 2\n',
            ["numerical", "grid"],
        ),
    ],
)
def test_kinds_that_a_slot_names_take_turns(slot: str, asked: list[str]) -> None:
    assert kinds(slot) == asked


@pytest.mark.parametrize(
    ("slot", "fault"),
    [
        (
            'family = "conv-output-size"\nlevel = "easy"\nkind = "choice,grid"\n',
            "kind: conv-output-size cannot be asked as grid at level easy; it can be asked as choice or numerical",
        ),
        (
            'topic = "pooling"\nlevel = "medium"\nkind = "matching,choice"\ncount = 2\n',
            "kind: pooling-concepts cannot be asked as matching at level medium; it can be asked as choice or multiple",
        ),
        (
            'topic = "pooling"\nlevel = "medium"\nkind = "matching"\n',
            "kind: pooling-concepts cannot be asked as matching at level medium; it can be asked as choice or multiple",
        ),
        (
            'families = ["conv-output-size", "network-table"]\nlevel = "easy"\nkind = "grid"\n',
            "families: conv-output-size cannot be asked as grid, only as choice or numerical",
        ),
        (
            'items = ["pooling-concepts-object-that-moves"]\nkind = "choice,multiple"\n',
            "kind: pooling-concepts cannot be asked as multiple at level medium; it can be asked as choice",
        ),
    ],
)
def test_one_that_the_slot_has_not_is_named_with_those_that_it_has(slot: str, fault: str) -> None:
    with pytest.raises(UsageError) as caught:
        kinds(slot)
    assert f"slots[1].{fault} (line " in str(caught.value)


def test_families_about_a_network_of_which_one_has_nothing_at_the_level_are_refused() -> None:
    slot = 'network = "lenet5"\nfamilies = ["network-output-size", "network-layer-macs"]\nlevel = "{}"\n'
    assert kinds(slot.format("medium")) == ["numerical"]
    with pytest.raises(UsageError, match=r"families: 'network-layer-macs' about the network is not easy; there is med"):
        kinds(slot.format("easy"))


def test_a_family_in_words_of_which_no_item_is_asked_as_others_are_is_not_left_out_silently() -> None:
    slot = 'families = ["pooling-concepts", "conv-output-size"]\nlevel = "medium"\nkind = "choice"\noptions = {}\n'
    assert kinds(slot.format(4)) == ["choice"]
    with pytest.raises(UsageError, match=r"families: pooling-concepts has no medium items as choice"):
        kinds(slot.format(5))
