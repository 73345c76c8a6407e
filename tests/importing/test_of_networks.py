"""Questions about a network that somebody gave come back with their misconceptions, though no catalogue has them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from back_again import back, differences

from quizgen import architectures, catalog, of_network
from quizgen.answers import Multiple
from quizgen.asking.verify import verified
from quizgen.catalog.finding import whole
from quizgen.formats import qti21
from quizgen.formats.gift.format import FORMAT as GIFT
from quizgen.formats.moodle.format import FORMAT as MOODLE
from quizgen.formats.protocol import Format
from quizgen.importing import ours
from quizgen.model import LEVELS, Form, Item
from quizgen.text.markdown import MARKDOWN

NETWORKS = ("alexnet-grouped", "resnet18", "wavenet-block", "googlenet", "dcgan-generator")


@pytest.fixture(scope="module")
def every() -> list[of_network.Family]:
    found = [architectures.load(name) for name in NETWORKS]
    return [family for one in found for family in of_network.families(one.network, one.title, one.names)]


def test_each_sentence_of_such_a_family_is_known_as_its_misconception(every: list[of_network.Family]) -> None:
    for family in every:
        known = ours.Ours("some-id", family.topic, family.id, "easy", ())
        for slips in family.slips().values():
            for slip in slips:
                assert known.misconception(MARKDOWN.line(slip.feedback)) == (slip.id, slip.concept.id), family.id


def test_a_family_of_the_catalogue_that_is_called_alike_has_its_own_misconceptions_alone(
    every: list[of_network.Family],
) -> None:
    (one,) = catalog.named("network-decoder-size")
    known = ours.Ours("some-id", one.topic, one.id, "easy", ())
    own = {slip.id for slips in whole(one).slips().values() for slip in slips}
    others = [slip for family in every for slips in family.slips().values() for slip in slips if slip.id not in own]
    assert others
    assert [slip.id for slip in others if known.misconception(MARKDOWN.line(slip.feedback))] == []


def rows(every: list[of_network.Family]) -> Item:
    """Which layers of a network give another shape after a change, with what is overlooked about each."""
    family = next(one for one in every if one.id == "network-changed-parameters")
    level = next(level for level in LEVELS if family.count(level, "multiple"))
    return verified(next(iter(family.draw(level, "multiple", "7"))))


@pytest.mark.parametrize("fmt", [MOODLE, GIFT, qti21.FORMAT], ids=lambda fmt: fmt.name)
def test_what_is_overlooked_is_known_again(fmt: Format, every: list[of_network.Family], tmp_path: Path) -> None:
    item = rows(every)
    first, second, found = back(fmt, Form("Rows", "7", (item,)), tmp_path)
    assert (found.items, list(differences(first, second)), found.remarks) == (1, [], ())
    (answer,) = (part.answer for part in item.question.parts)
    assert isinstance(answer, Multiple)
    (table,) = tomllib.loads(found.text)["item"]
    wanted = [(slip.id, slip.concept.id) for option in answer.options for slip in option.slips]
    assert [(one["misconception"], one["concept"]) for one in table["option"]] == wanted
    assert [one.get("right", False) for one in table["option"]] == [n in answer.right for n in range(len(wanted))]
