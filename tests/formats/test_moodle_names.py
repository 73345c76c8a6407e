"""A list of sixty characters tells questions apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

import pytest
from handmade import answered
from msgspec.structs import replace

from quizgen import architectures, catalog, of_network
from quizgen.asking.source import Source
from quizgen.asking.verify import unproved, verified
from quizgen.blueprint import draw
from quizgen.blueprint.cells import Cell
from quizgen.formats.names import LONGEST, idnumber, name, places
from quizgen.formats.titles import titled
from quizgen.model import LEVELS, Form, Item, Kind, Level, Student


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("output-size", "Output size"),
        ("pytorch-code", "PyTorch code"),
        ("cost", "Cost"),
        ("relu-and-l2", "ReLU and L2"),
    ],
)
def test_slugs_have_titles(slug: str, title: str) -> None:
    assert titled(slug) == title


def test_the_name_of_a_computed_item_is_what_is_asked_the_numbers_and_the_level(form: Form) -> None:
    assert name(form.items[0]) == "Output size: n=2049 k=3 s=2, easy"
    assert re.fullmatch(r"Which layer, output size: k=3 s=2 #[a-z2-7]{4}, hard", name(form.items[2]))


@pytest.mark.parametrize(
    ("family", "begins"),
    [
        ("conv-value", "Convolution value: "),
        ("average-pool-value", "Average pooling value: "),
        ("max-pool-value", "Max pooling value: "),
        ("batch-norm-value", "Batch normalised value: "),
        ("layer-norm-value", "Layer normalised value: "),
    ],
)
def test_the_name_of_a_value_says_what_gives_it(family: str, begins: str) -> None:
    (source,) = catalog.select([family])
    for level in LEVELS:
        for item in islice(draw(source, level, "numerical", "names"), 5):
            assert name(item).startswith(begins)


def test_a_layer_that_stands_alone_in_the_json_is_named_with_what_changes() -> None:
    (source,) = catalog.select(["grouped-conv-macs"])
    item = next(draw(source, "hard", "numerical", "names"))
    params = item.question.params
    assert f"times={params['times']} new_groups={params['new_groups']} {params['layer']['in_channels']}→" in name(item)


def test_the_name_of_an_item_in_words_is_its_title_without_its_file(form: Form) -> None:
    assert name(form.items[4]) == "Axes, easy"


@pytest.mark.parametrize(
    ("id_", "shown"),
    [
        ("toy-concepts-bn-why-scale-and-shift", "Why scale and shift, easy"),
        ("toy-concepts-gc-what-is-halved", "Toy: what is halved, easy"),
        ("toy-concepts-bn-steps", "Toy: steps, easy"),
        ("toy-concepts-gc-alexnet-steps", "Toy: AlexNet steps, easy"),
        ("toy-concepts-pw-and-squeeze-and-excitation", "Toy: and squeeze-and-excitation, easy"),
        (
            "toy-concepts-gc-what-each-of-the-two-halves-has-to-be-told",
            "What each of the two halves has to be told, easy",
        ),
        ("toy-concepts-co-adaptation", "Co-adaptation, easy"),
        ("toy-concepts-vgg-design", "VGG design, easy"),
        ("toy-concepts-why-relu-mitigates", "Why ReLU mitigates, easy"),
        ("toy-concepts-l2-update", "L2 update, easy"),
    ],
)
def test_the_title_of_the_file_stands_for_the_mark_that_an_author_gives_its_ids_where_words_are_few(
    form: Form, id_: str, shown: str
) -> None:
    item = form.items[4]
    assert name(answered(item, item.question.parts[0].answer, id=id_)) == shown


def test_only_an_exam_has_an_order_that_its_names_show(form: Form) -> None:
    assert set(places(form)) == {""}
    exam = replace(form, ordered=True)
    assert list(places(exam))[:2] == ["A01", "A02"]
    assert next(places(replace(exam, name=""))) == "01"
    assert list(places(replace(exam, items=form.items * 12)))[6] == "A007"


def test_a_student_s_number_stands_apart_from_that_of_the_question(form: Form) -> None:
    own = replace(form, name="101", student=Student("101", "Zoë"), ordered=True)
    assert list(places(own))[:2] == ["101-01", "101-02"]
    assert next(places(replace(own, name="s7x", student=Student("s7x", "Ada")))) == "s7x-01"
    assert next(places(replace(form, name="Group 2", ordered=True))) == "Group 2-01"
    assert name(form.items[0], "A07") == "A07 Output size: n=2049 k=3 s=2, easy"


def test_a_name_that_is_too_long_keeps_its_place_its_beginning_and_its_level(form: Form) -> None:
    item = form.items[0]
    layers = [{"type": "Conv2d", "kernel_size": size, "stride": 2} for size in range(3, 30)]
    long = answered(item, item.question.parts[0].answer, params={"input": [1, 2049, 2049], "layers": layers})
    found = name(long, "A07")
    assert len(found) == LONGEST
    assert found.startswith("A07 Output size: n=2049 k3 s2, k4 s2, ")
    assert re.search(r"… #[a-z2-7]{4}, easy$", found)
    other = replace(long, question=replace(long.question, id="toy-other"))
    assert name(other, "A07") != found


def test_a_name_that_is_too_long_tells_rows_before_layers_and_channels_once(form: Form) -> None:
    item = form.items[0]
    layers = [
        {"type": "Conv2d", "in_channels": 3, "out_channels": 16, "kernel_size": 3, "padding": 1},
        {"type": "MaxPool2d", "kernel_size": 2, "stride": 2},
        {"type": "Conv2d", "in_channels": 16, "out_channels": 16, "kernel_size": 1},
    ]
    params = {"input": [3, 2049, 2049], "layers": layers, "x": [1, 2]}
    found = name(answered(item, item.question.parts[0].answer, params=params))
    assert re.fullmatch(r"Output size: c=3 n=2049 x=1,2 16 k3, maxpool k2… #[a-z2-7]{4}, easy", found)


def made(source: Source, level: Level, kind: Kind, many: int) -> Iterator[Item]:
    """Items that nobody verified: names tell nothing of that."""
    return map(unproved, islice(Cell(source, level, kind).questions("n"), many))


def drawn(source: Source, many: int) -> list[Item]:
    return [item for level in LEVELS for kind in source.kinds for item in made(source, level, kind, many)]


def test_every_familys_names_fit_a_list_and_hold_no_tag(source: Source) -> None:
    for item in drawn(source, 10):
        found = name(item, "A07")
        assert len(found) <= LONGEST
        assert found.endswith(f", {item.level}")
        assert not re.search(r"[<>`{}\[\]]|None|\s\s|=,|= |Fraction", found)
        assert item.id not in found
        assert item.id in idnumber(item)


def test_no_two_names_within_a_family_are_alike(source: Source) -> None:
    for level in LEVELS:
        for kind in source.kinds:
            items = {item.id: item for item in made(source, level, kind, 50)}
            assert [one for one, times in Counter(map(name, items.values())).items() if times > 1] == []


def test_names_of_items_in_words_fit_and_are_different_within_a_file() -> None:
    for source in catalog.authored():
        names = [name(item) for item in {item.id: item for item in drawn(source, 99)}.values()]
        assert len(set(names)) == len(names)
        assert all(len(one) <= LONGEST and not set(one) & set("<>`#…") for one in names)


@pytest.mark.parametrize("network", ["vgg16", "resnet18", "alexnet"])
def test_no_two_questions_about_a_network_have_one_name(network: str) -> None:
    found = architectures.load(network)
    families = of_network.families(found.network, found.title, found.names)
    drawn = [
        question
        for family in families
        for kind in (("numerical",) if "numerical" in family.kinds else family.kinds)
        for level in LEVELS
        for question in family.draw(level, kind, "1")
    ]
    named = [name(verified(question)) for question in drawn]
    assert [one for one, times in Counter(named).items() if times > 1] == []
    assert all(found.title in one for one in named)
