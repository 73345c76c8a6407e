"""Choices have as many options as a slot says, and fewer of them tell no more than four did."""

from __future__ import annotations

from collections import Counter
from itertools import islice

import pytest

from quizgen import catalog
from quizgen.asking.source import Source
from quizgen.audit.blind import seen
from quizgen.audit.panel import judge
from quizgen.blueprint.asked import groups
from quizgen.blueprint.cells import Cell
from quizgen.blueprint.forms import forms
from quizgen.blueprint.given import whole
from quizgen.blueprint.reader import parse
from quizgen.errors import UsageError
from quizgen.jobs.references import reference
from quizgen.model import Item, Level

HEAD = 'title = "T"\n'


def source(name: str) -> Source:
    (found,) = catalog.named(name)
    return whole(found)


def items(text: str, number: int = 3) -> list[Item]:
    return [item for form in forms(parse(HEAD + text, "x.toml"), number, "1") for item in form.items]


@pytest.mark.parametrize("options", [3, 4])
@pytest.mark.parametrize(
    "asks", ['topic = "parameters"\nlevel = "medium"', 'topic = "pooling"\nlevel = "medium"\nkind = "choice"']
)
def test_every_choice_of_a_slot_has_so_many_in_all_forms(options: int, asks: str) -> None:
    found = items(f"[[slots]]\n{asks}\ncount = 1\noptions = {options}\n", number=2)
    assert {len(item.question.options) for item in found} == {options}


def test_an_exam_says_it_for_slots_that_do_not_and_for_choices_alone() -> None:
    slot = '[[slots]]\ntopic = "parameters"\nlevel = "medium"\n'
    found = items(f'options = 3\n{slot}{slot}options = 4\n{slot}kind = "multiple"\n', number=2)
    met = Counter((item.kind, len(item.question.options)) for item in found)
    assert met == {("choice", 3): 2, ("choice", 4): 2, ("multiple", 5): 2}


@pytest.mark.parametrize(("family", "level"), [("smallest-input-size", "hard"), ("conv-output-size", "hard")])
def test_five_are_sets_of_which_each_is_the_key_of_a_question(family: str, level: Level) -> None:
    text = f'[[slots]]\nfamily = "{family}"\nlevel = "{level}"\nkind = "choice"\ncount = 5\noptions = 5\n'
    found = items(text, number=4)
    assert {len(item.question.options) for item in found} == {5}
    (group,) = groups(parse(HEAD + text, "x.toml").slots[0])
    (way,) = group.ways
    every = list(way.cell.questions("1"))
    assert len(every) == way.held >= 150
    sets: dict[frozenset[object], Counter[object]] = {}
    for question in every:
        values = frozenset(option.value for option in question.options)
        sets.setdefault(values, Counter())[question.parts[0].answer.key.value] += 1  # type: ignore[union-attr]
    assert all(len(set(keys.values())) == 1 and len(keys) == 5 for keys in sets.values())
    again = reference(way.cell).cell()
    assert [one.id for one in islice(again.questions("3"), 5)] == [one.id for one in islice(way.cell.questions("3"), 5)]


@pytest.mark.parametrize(
    ("family", "level"),
    [("conv-parameters", "medium"), ("stack-receptive-field", "easy"), ("conv-macs", "easy")],
)
def test_three_of_four_tell_no_more_than_three_may(family: str, level: Level) -> None:
    found = [one for seed in "123" for one in islice(Cell(source(family), level, "choice", 3).questions(seed), 300)]
    verdict = judge([seen(question) for question in found])
    assert verdict.passed, verdict


def test_what_is_left_out_changes_neither_the_item_nor_its_key() -> None:
    cell, fewer = (Cell(source("conv-parameters"), "medium", "choice", options) for options in (None, 3))
    for whole_one, one in islice(zip(cell.questions("1"), fewer.questions("1"), strict=True), 20):
        assert one.id == whole_one.id
        assert one.parts[0].answer.key == whole_one.parts[0].answer.key  # type: ignore[union-attr]
        assert all(option in whole_one.options for option in one.options)
        assert len(one.options) == 3


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('[[slots]]\nfamily = "conv-macs"\nlevel = "easy"\nkind = "choice"\noptions = 5\n', "write options = 4"),
        ('[[slots]]\nfamily = "pooling-concepts"\nlevel = "medium"\nkind = "choice"\noptions = 5\n', "has 5 options"),
        (
            '[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\nkind = "choice,numerical"\noptions = 5\n',
            "no easy item of the slot has 5 options; write options = 3",
        ),
        (
            '[[slots]]\nfamily = "network-table"\nlevel = "easy"\noptions = 3\n',
            "slots[1].options: it is about choices, and the slot asks grid; leave it out",
        ),
        (
            '[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\noptions = 3\n',
            'the slot asks numerical; write kind = "choice", or leave it out',
        ),
        (
            '[[slots]]\nfamily = "pooling-concepts"\nlevel = "medium"\nkind = "multiple"\noptions = 4\n',
            "slots[1].options: it is about choices, and the slot asks multiple; leave it out",
        ),
        ('options = 2\n[[slots]]\nfamily = "conv-macs"\nlevel = "easy"\n', "2 is not 3, 4 or 5"),
        ('options = 6\n[[slots]]\nfamily = "conv-macs"\nlevel = "easy"\n', "6 is not 3, 4 or 5"),
        ('[[slots]]\nfamily = "conv-macs"\nlevel = "easy"\noptions = "4"\n', "a text stands where 3, 4 or 5"),
        ('[[slots]]\nfamily = "conv-macs"\nlevel = "easy"\nchoices = 4\n', "write options = 3, 4 or 5"),
    ],
)
def test_numbers_of_options_that_there_are_not_are_refused(text: str, fault: str) -> None:
    with pytest.raises(UsageError) as caught:
        items(text, number=1)
    assert fault in str(caught.value)
    assert "(line " in str(caught.value)
