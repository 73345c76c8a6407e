"""Questions about one network: true, stable, and of all kinds that its layers allow."""

from __future__ import annotations

from fractions import Fraction

import pytest
from asked import about, asked, line

from quizgen import architectures, catalog, of_network
from quizgen.answers import Numerical
from quizgen.asking.verify import verified
from quizgen.audit.contract.alone import FromJson
from quizgen.audit.equations import false_equations
from quizgen.audit.shown import contradictions
from quizgen.errors import UsageError
from quizgen.model import LEVELS, Item, Question
from quizgen.text.terminal import TERMINAL

OF_CHANGES = {"changed_size", "needed_features", "corrected_size", "changed_shapes", "changed_parameters", "wrong_row"}
PUBLISHED = {"output_size", "parameters", "macs", "receptive_field", "start"}
ASKED = PUBLISHED | OF_CHANGES
SMALL = ("lenet5", "alexnet-grouped", "wavenet-block", "resnet18")
LINE = "conv 3->8 k5 s2, relu, maxpool k3 s2 ceil, conv 16 k3 p1 g4, flatten, linear 10"


def questions(families: tuple[of_network.Family, ...], seed: str = "1") -> list[Question]:
    return [question for _, question in asked(families, seed=seed)]


def items(families: tuple[of_network.Family, ...], seed: str = "1") -> list[Item]:
    return list(map(verified, questions(families, seed)))


def right(item: Item) -> frozenset[int]:
    return item.question.parts[0].answer.correct


def key_of(item: Item) -> object:
    answer = item.question.parts[0].answer
    assert isinstance(answer, Numerical)
    return answer.key


@pytest.mark.parametrize("name", SMALL)
def test_every_item_about_a_published_network_is_verified_and_its_equations_are_true(name: str) -> None:
    found = questions(about(name))
    assert found
    for question in found:
        item = verified(question)
        assert item.evidence.measured
        assert list(false_equations(question)) == []
        assert all(
            (option.slip is None) == (place in right(item)) for place, option in enumerate(item.question.options)
        )
        assert all(option.slip.id and option.slip.feedback for option in item.question.options if option.slip)
    counted = sum(family.count(level, kind) for family in about(name) for level in LEVELS for kind in family.kinds)
    assert counted == len(found)


@pytest.mark.parametrize("name", SMALL)
def test_what_stems_show_is_what_params_hold(name: str) -> None:
    assert [(q.where, said) for q in questions(about(name)) for said in contradictions(q)] == []


@pytest.mark.parametrize("name", SMALL)
def test_stems_and_ids_differ_within_a_kind(name: str) -> None:
    for kind in ("numerical", "choice"):
        found = [item for item in items(about(name)) if item.kind == kind]
        assert len({item.id for item in found}) == len(found)
        assert len({TERMINAL.text(item.stem) for item in found}) == len(found)


@pytest.mark.parametrize(
    ("text", "shape", "squares"),
    [
        ("conv 3->4 k5 s2, conv 4 k3", (3, 64, 64), True),
        ("conv 3->4 k5x3 s2, conv 4 k3", (3, 64, 64), False),
        ("conv 3->4 k5 s2, conv 4 k3", (3, 64), False),
        ("conv 3->4 k5 s2, conv 4 k3", (3, 24, 24, 24), False),
    ],
)
def test_fields_are_squares_of_pixels_on_images_alone(text: str, shape: tuple[int, ...], *, squares: bool) -> None:
    found = [question for _, question in asked(line(text, *shape), "receptive_field")]
    assert found
    for question in found:
        assert [figure.kind for figure in question.figures] == ["nested-fields"] * squares
        words = " ".join(text.template for text in question.solution)
        assert ("1$ pixel" in words, "1$ position" in words) == ((True, False) if len(shape) == 3 else (False, True))


def test_keys_are_the_published_figures() -> None:
    rows = {row.name: row for row in architectures.load("alexnet").rows}
    found, compared = items(about("alexnet")), set[str]()
    for item in (item for item in found if item.kind == "numerical" and "name" in item.stem.values):
        row = rows.get(str(item.stem.values["name"]))
        if row is None or item.question.asks not in PUBLISHED:
            continue
        published = {
            "output_size": row.output_shape[-1],
            "parameters": row.parameters,
            "macs": row.macs,
            "receptive_field": row.receptive_field[0],
            "start": row.start and row.start[0],
        }
        assert key_of(item) == published[item.question.asks]
        compared.add(item.question.asks)
    assert compared == PUBLISHED
    assert {item.question.asks for item in found} == ASKED


def test_the_channels_after_googlenets_concatenations_are_those_of_the_paper() -> None:
    (family,) = (family for family in about("googlenet") if family.asks == "channels")
    keys = {
        str(item.stem.values["name"]): key_of(item)
        for item in (verified(question) for question in family.draw("medium", "numerical", "1"))
    }
    assert keys == {
        "3a.concat": 256,
        "3b.concat": 480,
        "4a.concat": 512,
        "4b.concat": 512,
        "4c.concat": 512,
        "4d.concat": 528,
        "4e.concat": 832,
        "5a.concat": 832,
        "5b.concat": 1024,
    }


def test_ids_stay_and_depend_on_the_network() -> None:
    first, again = ({item.id for item in items(line(LINE, 3, 64, 64), seed)} for seed in ("1", "2"))
    assert first == again
    assert not first & {item.id for item in items(line(LINE, 3, 68, 68))}
    assert not first & {item.id for item in items(line(f"{LINE}, relu", 3, 64, 64))}


def test_a_choice_has_the_key_at_every_rank_over_seeds() -> None:
    families = line(LINE, 3, 64, 64)
    ranks: set[int] = set()
    for seed in range(12):
        for item in (item for item in items(families, str(seed)) if item.kind == "choice"):
            values = [option.value for option in item.question.options]
            assert len(values) == 4
            assert all(isinstance(value, int | Fraction) for value in values)
            ranks |= right(item)
    assert ranks == {0, 1, 2, 3}


def test_a_single_axis_is_asked_where_the_other_does_not_change() -> None:
    (family,) = (one for one in line("conv 1->4 k1x5 s1x2", 1, 1, 99) if one.asks == "output_size")
    (item,) = (verified(question) for question in family.draw("easy", "numerical", "1"))
    assert key_of(item) == 48
    assert "How many columns" in TERMINAL.text(item.stem)


def test_the_json_says_which_axis_is_asked_where_they_differ() -> None:
    found = asked(line(LINE, 3, 61, 40), "output_size")
    assert found
    assert {q.params["axis"] for _, q in found} == {"height"}
    assert [said for family, q in found for said in FromJson(family).faults(q)] == []


def test_a_network_without_anything_to_ask_is_refused() -> None:
    with pytest.raises(UsageError, match="there is nothing to ask about your network"):
        line("relu, dropout", 3, 8, 8)


KEEPING = "conv 3->16 k3 p1, relu, maxpool k2, conv 16->32 k3 p1, gap, flatten, linear 10"


def test_the_table_of_a_size_holds_layers_that_keep_it_and_its_stem_says_nothing_else_is_left_out() -> None:
    (family,) = (one for one in line(KEEPING, 3, 64, 64) if one.asks == "output_size")
    found = [q for q in questions((family,)) if q.kind == "numerical"]
    stems = [TERMINAL.text(q.stem) for q in found]
    assert all("layers that leave the size" not in stem for stem in stems)
    assert all(("layers without a window" in stem) == ("these layers" in stem) for stem in stems)


def test_a_layer_that_keeps_the_size_makes_no_item_harder() -> None:
    (family,) = (one for one in line(KEEPING, 3, 64, 64) if one.asks == "output_size")
    assert [family.count(level, "numerical") for level in LEVELS] == [2, 0, 0]
    (vgg,) = (one for one in about("vgg16") if one.asks == "output_size")
    for level, shrinks in (("easy", {1}), ("medium", {2})):
        for question in vgg.draw(level, "numerical", "1"):  # type: ignore[arg-type]  # a level
            first, key = question.params["input"][1], question.parts[0].answer.key  # type: ignore[union-attr]  # a number
            assert {(first // key).bit_length() - 1} == shrinks


def test_a_layer_that_widens_no_field_makes_no_item_harder() -> None:
    (family,) = (one for one in line("conv 3->8 k3, conv 8 k1, conv 8 k3", 3, 64, 64) if one.asks == "receptive_field")
    assert [family.count(level, "numerical") for level in LEVELS] == [1, 0, 0]


def test_no_field_is_asked_behind_a_layer_that_sees_the_whole_map() -> None:
    fields = [line(f"conv 3->8 k3, {norm}, conv 8 k3", 3, 64, 64) for norm in ("relu", "gn 2")]
    assert [any(one.asks == "receptive_field" for one in families) for families in fields] == [True, False]


def test_features_are_grouped_as_all_numbers_are() -> None:
    stems = " ".join(TERMINAL.text(q.stem) for q in questions(about("alexnet")) if q.asks == "parameters")
    assert "is given 4,096 features" in stems
    assert "is given 4096 features" not in stems


def test_features_alone_are_told_as_features() -> None:
    found = items(line("linear 100 50, bn, relu, linear 10", 100))
    assert {item.question.asks for item in found} == {"parameters"}
    assert {key_of(item) for item in found} == {5050, 510, 5660}
    assert all("with an input of 100, " in TERMINAL.text(item.stem) for item in found)


def test_no_family_has_the_id_of_one_in_the_catalogue() -> None:
    ours = {family.id for name in ("vgg16", "resnet18", "googlenet", "dcgan-generator") for family in about(name)}
    assert len(ours) > 10
    assert ours.isdisjoint(source.id for source in catalog.sources())


def by_kind(families: tuple[of_network.Family, ...]) -> dict[str, list[Question]]:
    found: dict[str, list[Question]] = {}
    for question in questions(families):
        found.setdefault(question.family, []).append(question)
    return found


VOLUME = (
    "conv 1->8 k3 p1, relu, maxpool k1x2x2, conv 8->16 k3 p1 s2, bn, maxpool 2, conv 16->8 k3x1x1, flatten, linear 2"
)


def test_networks_on_volumes_are_asked_about_along_one_axis_that_is_named() -> None:
    found = by_kind(line(VOLUME, 1, 16, 32, 48))
    for question in (one for every in found.values() for one in every):
        assert verified(question).evidence.measured
        assert list(contradictions(question)) == list(false_equations(question)) == []
    for family in line(VOLUME, 1, 16, 32, 48):
        assert [one for one in found[family.id] if list(FromJson(family).faults(one))] == []
    assert {"network-output-size", "network-learned-parameters", "network-uneven-macs", "network-field-size"} <= {
        *found
    }
    assert {"network-field-start", "network-changed-size", "network-changed-shapes", "network-wrong-size"} <= {*found}
    stems = [TERMINAL.text(one.stem) for one in found["network-output-size"]]
    for axis in ("depth", "height"):
        words = f"positions along the {axis} does the output of"
        assert any(words in stem and f"The table holds what counts for the {axis}." in stem for stem in stems)
    macs = {one.parts[0].answer.key_json() for one in found["network-uneven-macs"] if one.kind == "numerical"}
    assert macs == {27 * 8 * (16 * 32 * 48), 27 * 8 * 16 * (8 * 8 * 12), 3 * 16 * 8 * (2 * 4 * 6)}


def test_a_cube_is_asked_about_without_an_axis() -> None:
    found = by_kind(line("conv 1->8 k3, relu, maxpool 2, conv 8->8 k3, flatten, linear 2", 1, 20, 20, 20))
    assert all("axis" not in one.params for every in found.values() for one in every)
    stems = [TERMINAL.text(one.stem) for one in found["network-output-size"]]
    assert all("How many positions along each axis does the output of" in stem for stem in stems)
    assert {one.parts[0].answer.key_json() for one in found["network-needed-features"] if one.kind == "numerical"}


def test_convolutions_that_pad_by_a_word_are_asked_about_in_lines() -> None:
    text = "conv 3->16 k3 p1 reflect, relu, maxpool 2, conv 16->32 k5 same d2 circular, zeropad 1, conv 32->8 k3"
    found = by_kind(line(text, 3, 32, 32))
    macs = {one.parts[0].answer.key_json(): TERMINAL.text(one.stem) for one in found["network-layer-macs"]}
    assert "has padding_mode='reflect'." in macs[27 * 16 * 32 * 32]
    (holes, *_) = found["network-uneven-macs"]
    assert "has padding_mode='circular'." in TERMINAL.text(holes.stem)
    asked = {len(one.params["names"]) for one in found["network-field-size"]}
    assert asked == {2, 3, 4}  # the padding before the last convolution makes its field no wider
    assert {len(one.params["names"]) for one in found["network-field-start"]} == {2}  # but moves it


def test_what_no_option_may_tell_is_asked_for_numbers_alone() -> None:
    for family in about("alexnet-grouped"):
        if getattr(family, "numerical_only", ""):
            assert family.kinds == ("numerical",)
            assert not any(family.count(level, "choice") for level in LEVELS)
