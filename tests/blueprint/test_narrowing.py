"""A slot asks what its keys say: some families, items by their ids or tag, items with fixed parameters."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from quizgen import catalog, resources
from quizgen.asking.source import Source
from quizgen.audit.blind import seen
from quizgen.audit.panel import judge
from quizgen.blueprint.forms import forms
from quizgen.blueprint.given import named, same, whole
from quizgen.blueprint.narrowed import Narrowed, Wanted
from quizgen.blueprint.reader import parse
from quizgen.errors import UsageError
from quizgen.jobs.references import reference
from quizgen.model import Item, Level, Question

HEAD = 'title = "T"\n[[slots]]\n'
CONCEPTS = "pooling-concepts"


def source(name: str) -> Source:
    (found,) = catalog.named(name)
    return whole(found)


def items(slot: str, number: int = 2, seed: str = "1", head: str = "") -> list[Item]:
    exam = parse(head + HEAD + slot, "x.toml")
    return [item for form in forms(exam, number, seed) for item in form.items]


@pytest.mark.parametrize("kind", ["choice", "numerical"])
def test_fixed_parameters_are_those_of_every_item(kind: str) -> None:
    slot = 'family = "conv-parameters"\nlevel = "medium"\ncount = 5\nparams = { kernel_size = 3, out_channels = 64 }\n'
    found = items(f'{slot}kind = "{kind}"\n')
    assert len({item.id for item in found}) == 10
    for item in found:
        (layer,) = item.question.params["layers"]
        assert (layer["kernel_size"], layer["out_channels"]) == (3, 64)


def test_parameters_with_which_choices_would_be_guessed_are_refused() -> None:
    slot = 'family = "conv-output-size"\nlevel = "medium"\nkind = "choice"\nparams = { kernel_size = 3, stride = 2 }\n'
    with pytest.raises(UsageError, match="params: with these parameters too few choice items of conv-output-size"):
        items(slot)


def test_a_parameter_is_fixed_wherever_it_stands_or_in_layers_of_one_sort() -> None:
    slot = 'family = "network-parameters"\nlevel = "medium"\ncount = 3\n'
    for item in items(slot + 'params = { "Conv2d.kernel_size" = 5 }\n'):
        layers = [layer for layer in item.question.params["layers"] if layer["type"] == "Conv2d"]
        assert {layer["kernel_size"] for layer in layers} == {5}


def test_names_of_parameters_are_found_however_deep() -> None:
    layers = [{"type": "Conv2d", "kernel_size": 3}, {"type": "Parallel", "branches": [[{"type": "ReLU", "k": [1, 2]}]]}]
    found = named({"input": [1, 8, 8], "layers": layers})
    assert found["kernel_size"] == found["Conv2d.kernel_size"] == (3,)
    assert found["k"] == found["ReLU.k"] == ([1, 2],)
    assert found["input"] == ([1, 8, 8],)


@pytest.mark.parametrize(
    ("value", "wanted", "alike"), [(1, 1, True), (1, True, False), ([1, 2], [1, 2], True), (1, "1", False)]
)
def test_a_value_is_the_one_that_the_file_says(value: object, wanted: object, alike: bool) -> None:  # noqa: FBT001
    assert same(value, wanted) is alike


def test_items_of_a_family_are_found_by_their_parameters_in_any_process() -> None:
    part = Narrowed(source("conv-output-size"), "medium", Wanted((("stride", 2),)))
    from quizgen.blueprint.cells import Cell

    for kind in part.kinds:
        cell = Cell(part, "medium", kind)
        again = reference(cell).cell()
        assert [q.id for q in islice(again.questions("7"), 9)] == [q.id for q in islice(cell.questions("7"), 9)]
        question = next(cell.questions("7"))
        point = next(option.origin.point for option in question.options if option.origin)
        assert again.at(point, "3").id == cell.at(point, "3").id == question.id


@pytest.mark.parametrize(
    ("family", "level", "params"),
    [
        ("conv-output-size", "medium", (("kernel_size", 5),)),
        ("conv-parameters", "medium", (("kernel_size", 3),)),
        ("layers-for-receptive-field", "medium", (("kernel_size", 5),)),
        ("code-number-of-values", "easy", (("out_channels", 8),)),
    ],
)
def test_what_is_fixed_tells_no_key(family: str, level: Level, params: tuple[tuple[str, object], ...]) -> None:
    """The choices of the whole level, taken as they are, would give away up to three keys of four."""
    part = Narrowed(source(family), level, Wanted(params))
    verdict = judge([seen(question) for question in _several(part, level)])
    assert float(verdict.share) <= float(verdict.limit) + 0.05, verdict
    assert max(abs(rank - even) for rank, even in zip(verdict.ranks, verdict.even, strict=True)) < 0.06


def _several(part: Narrowed, level: Level) -> Iterator[Question]:
    number = max(60, part.count(level, "choice") // 4)
    for seed in range(6):
        yield from islice(part.draw(level, "choice", str(seed)), number)


def test_several_families_are_asked_in_one_kind_and_none_is_left_out() -> None:
    slot = 'families = ["pool-output-size", "dilated-conv-output-size"]\nlevel = "medium"\ncount = 2\n'
    for seed in "12":
        found = items(slot, seed=seed)
        assert {item.question.family for item in found} == {"pool-output-size", "dilated-conv-output-size"}
        assert {item.kind for item in found} == {"numerical"}


def test_a_slot_with_a_level_alone_asks_anything() -> None:
    exam = parse(HEAD + 'level = "easy"\n', "x.toml")
    assert {one.topic for one in exam.slots[0].sources} == {*catalog.topics()}


def test_a_tag_stands_for_the_items_that_have_it() -> None:
    found = items('tag = "resnet"\nlevel = "medium"\nkind = "choice"\ncount = 1\n')
    assert {"resnet"} <= set.intersection(*({*item.tags} for item in found))
    assert parse(HEAD + 'tag = "dilation"\nlevel = "easy"\n', "x.toml").slots[0].sources
    both = 'topic = "blocks"\ntag = "resnet"\nlevel = "medium"\n'
    assert {one.topic for one in parse(HEAD + both, "x.toml").slots[0].sources} == {"blocks"}


def test_items_stand_in_a_slot_by_their_ids_at_their_own_level() -> None:
    names = [f"{CONCEPTS}-{item.id}" for item in source(CONCEPTS).items if item.level == "medium"]  # type: ignore[attr-defined]
    exam = parse(f"{HEAD}items = {names}\ncount = {len(names)}\n", "x.toml")
    (form,) = forms(exam, 1, "1")
    assert exam.slots[0].level == "medium"
    assert sorted(item.id for item in form.items) == sorted(names)


def test_named_items_come_before_others_that_may_not_stand_beside_them(tmp_path: Path) -> None:
    """An item of the second slot is an enemy of the one item that the first slot may ask."""
    shutil.copy(resources.banks() / "concepts" / "pooling.toml", tmp_path / "my-items.toml")
    text = f"""{HEAD}family = "my-items.toml"
items = ["my-items-global-average-pooling-and-larger-images"]
[[slots]]
family = "my-items.toml"
level = "easy"
"""
    for seed in range(6):
        (form,) = forms(parse(text, "x.toml", tmp_path), 1, str(seed))
        assert "my-items-global-average-pooling-and-larger-images" in {item.id for item in form.items}


def test_items_of_a_family_have_ids_too() -> None:
    (one,) = items('family = "conv-output-size"\nlevel = "easy"\nkind = "choice"\n', number=1)
    (same_one,) = items(f'items = ["{one.id}"]\nkind = "choice"\n', number=1)
    assert (same_one.id, same_one.kind) == (one.id, "choice")


@pytest.mark.parametrize(
    ("slot", "key", "advice"),
    [
        (
            'family = "conv-output-size"\nlevel = "easy"\nparams = { kernelsize = 3 }',
            "params",
            "did you mean 'kernel_size'",
        ),
        ('family = "conv-output-size"\nlevel = "easy"\nparams = { colour = 3 }', "params", "known are "),
        ('family = "conv-output-size"\nlevel = "easy"\nparams = { kernel_size = 64 }', "params", "there are "),
        ('family = "conv-output-size"\nlevel = "easy"\nparams = { kernel_size = 3, padding = 3 }', "params", "at once"),
        ('family = "conv-output-size"\nlevel = "easy"\nparams = 3', "params", "a table of parameters"),
        ('family = "conv-output-size"\nlevel = "easy"\nparams = { a = { b = 1 } }', "params", "a table stands for 'a'"),
        (
            'family = "network-parameters"\nlevel = "easy"\nparams = { "Conv2d.kernel_size" = true }',
            "params",
            "there are",
        ),
        ('tag = "resnets"\nlevel = "easy"', "tag", "did you mean 'resnet'?"),
        ('topic = "dilation"\ntag = "resnet"\nlevel = "easy"', "tag", "no item of the slot has the tag"),
        ('tag = ["resnet", "vgg"]\nlevel = "easy"', "tag", "a slot has one tag"),
        (f'items = ["{CONCEPTS}-x"]', "items", "there is no item"),
        ('items = ["conv-output-size-aaaaaaaaaaaaaaaa"]', "items", "there is no item"),
        (f'items = ["{CONCEPTS}-x", "{CONCEPTS}-x"]', "items", "stands here twice"),
        ('families = ["conv-output-size", "conv-output-size"]\nlevel = "easy"', "families", "stands here twice"),
        ('families = ["conv-output-size", "conv-outputsize"]\nlevel = "easy"', "families", "did you mean"),
        ('families = ["conv-output-size", "dilation"]\nlevel = "easy"', "families", "is a topic"),
        ('families = [3]\nlevel = "easy"', "families", "a list of texts"),
    ],
)
def test_a_fault_says_what_there_is(slot: str, key: str, advice: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(f"{HEAD}{slot}\n", "x.toml")
    message = str(caught.value)
    assert message.startswith(f"x.toml: slots[1].{key}: "), message
    assert advice in message
    assert "(line " in message


def test_items_of_two_levels_need_two_slots() -> None:
    found = source(CONCEPTS).items  # type: ignore[attr-defined]
    by_level = {item.level: f"{CONCEPTS}-{item.id}" for item in found}
    assert len(by_level) > 1
    with pytest.raises(UsageError, match="a slot asks at one level, and these are 1 "):
        parse(f"{HEAD}items = {[*by_level.values()][:2]}\n", "x.toml")


def test_families_that_cannot_be_asked_alike_are_named() -> None:
    with pytest.raises(
        UsageError, match=r"families: at level easy they cannot all be asked alike: .*network-table as grid"
    ):
        items('families = ["conv-output-size", "network-table"]\nlevel = "easy"\n')
