"""No file about a network holds two items of which one prints what the other asks for."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import cache
from itertools import pairwise, permutations
from math import prod
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen import architectures, of_network
from quizgen.answers import Choice, Numerical
from quizgen.architectures import notation
from quizgen.blueprint.spread import available, cells, spread
from quizgen.cli import main
from quizgen.errors import KeptApart
from quizgen.layers import Flatten, Network
from quizgen.model import LEVELS, Item
from quizgen.of_network import layered
from quizgen.text.terminal import TERMINAL

OWN = "conv 3->8 k5 s2, relu, maxpool k3 s2 ceil, conv 16 k3 p1 g4, flatten, linear 10"
TINY = "conv 3->8 k3, relu, gap, flatten, linear 10"
KEEPING = "conv 3->16 k3 p1, relu, maxpool k2, conv 16->32 k3 p1, gap, flatten, linear 10"
DECODER = "conv 1->8 k3 s2 p1, conv 16 k3 s2 p1, deconv 8 k2 s2, deconv 4 k2 s2, conv 1 k3"
INPUT = {"vgg16": {224}, "resnet18": {224}, "googlenet": {224}, "lenet5": {32}, OWN: {64}, DECODER: {28}}
"""Sides that every stem prints, because the network is given them."""
SHIPPED = ("vgg16", "resnet18", "googlenet", "lenet5")
BLOCKS = ("3a", "3b", "4a", "4b", "4c", "4d", "4e", "5a", "5b", "fc")
MAP = re.compile(r"([\d,]+) × ([\d,]+) × ([\d,]+)")
FEATURES = re.compile(r"([\d,]+) features|in_features=([\d,]+)")
CHANNELS = re.compile(r"(?:in_channels|in_features)=([\d,]+)|(?:Conv2d|ConvTranspose2d|Linear)\(([\d,]+), ")


def network(name: str) -> tuple[Network, str, tuple[str, ...]]:
    """What is asked about, its title, and its layers' names."""
    if name in SHIPPED:
        found = architectures.load(name)
        return found.network, found.title, found.names
    shape = (3, 64, 64) if name in {OWN, KEEPING} else (1, 28, 28)
    return Network(shape, notation.layers(name, shape)), "your network", ()


@cache
def families(name: str) -> tuple[of_network.Family, ...]:
    return of_network.families(*network(name))


@cache
def file(name: str, seed: str) -> tuple[Item, ...]:
    """As many items as one file holds."""
    asked, found = cells(families(name), LEVELS, None), list[Item]()
    with suppress(KeptApart):
        found.extend(spread(asked, available(asked), seed))
    return tuple(found)


def maps(item: Item) -> list[list[int]]:
    """The maps that the stem prints."""
    return [[int(one.replace(",", "")) for one in found] for found in MAP.findall(TERMINAL.text(item.stem))]


def sides(item: Item) -> set[int]:
    return {side for shape in maps(item) for side in shape[1:]}


def channels(item: Item) -> set[int]:
    code = CHANNELS.findall(TERMINAL.text(item.stem))
    return {shape[0] for shape in maps(item)} | {int((one or other).replace(",", "")) for one, other in code}


def features(item: Item) -> set[int]:
    """How many features the stem says that linear layers read."""
    return {int((one or other).replace(",", "")) for one, other in FEATURES.findall(TERMINAL.text(item.stem))}


@cache
def flattened(name: str) -> dict[int, int]:
    """The side of each map that is flattened, by how many features it has."""
    asked = layered.subject(*network(name))
    maps = [place.before for place in asked.places if isinstance(place.layer, Flatten)]
    return {prod(shape): shape[1] for shape in maps}


def key_of(item: Item) -> int:
    answer = item.question.parts[0].answer
    assert isinstance(answer, Numerical | Choice)
    key = answer.key.value if isinstance(answer, Choice) else answer.key
    assert isinstance(key, int)
    return key


@pytest.mark.parametrize("name", [*SHIPPED, OWN, DECODER])
@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_no_stem_of_a_file_prints_the_map_that_another_item_asks_for(name: str, seed: str) -> None:
    items = file(name, seed)
    assert len(items) > len(LEVELS)
    for asks, other in permutations(items, 2):
        if asks.question.asks in {"output_size", "corrected_size"}:
            assert key_of(asks) not in sides(other) - INPUT[name]


@pytest.mark.parametrize("name", ["vgg16", "lenet5", OWN])
@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_no_stem_of_a_file_says_how_many_features_a_map_has_whose_side_another_item_asks_for(
    name: str, seed: str
) -> None:
    items = file(name, seed)
    for asks, other in permutations(items, 2):
        if asks.question.asks == "output_size":
            assert key_of(asks) not in {flattened(name)[number] for number in features(other) & set(flattened(name))}


@pytest.mark.parametrize("seed", ["1", "2", "3", "4"])
def test_no_stem_of_a_file_prints_the_channels_that_the_next_block_is_given(seed: str) -> None:
    items = file("googlenet", seed)
    asked = [item for item in items if item.question.asks == "channels"]
    assert asked
    for asks in asked:
        block, _, _ = str(asks.stem.values["name"]).partition(".")
        following = dict(pairwise(BLOCKS))[block]
        telling = (other for other in items if re.search(rf"\b{following}\b", TERMINAL.text(other.stem)))
        assert all(key_of(asks) not in channels(other) for other in telling)


@pytest.mark.parametrize("name", ["vgg16", OWN])
def test_sizes_are_asked_in_such_a_file_all_the_same(name: str) -> None:
    found = {item.question.asks for seed in "123" for item in file(name, seed)}
    assert found >= {"output_size", "parameters", "macs", "receptive_field", "changed_size"}


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_of_layers_that_pass_a_map_of_one_size_on_only_one_is_asked(seed: str) -> None:
    keys = [key_of(item) for item in file("vgg16", seed) if item.question.asks == "output_size"]
    assert keys
    assert len(set(keys)) == len(keys)
    asked = cells([one for one in families(KEEPING) if one.asks == "output_size"], LEVELS, None)
    assert available(asked) == 2
    assert len(list(spread(asked, 1, seed))) == 1
    with pytest.raises(KeptApart):
        list(spread(asked, 2, seed))


def test_a_file_that_cannot_hold_so_many_says_so_and_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    result = CliRunner().invoke(main, ["generate", "--network", "vgg16", "-n", "207", "--seed", "1", "-o", str(path)])
    assert result.exit_code == 2
    assert result.stderr == (
        "Error: 207 items are asked for, but these 11 families together have only 155 (easy, medium, hard; as "
        "numerical or multiple or choice), and 52 that may not stand beside these (enemies, or a key given away): "
        "ask for fewer\n"
    )
    assert not path.exists()


def test_where_nobody_says_how_many_there_are_as_many_as_may_stand_together(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    asked = ["generate", "--network", TINY, "--input", "3x32x32", "--seed", "1"]
    result = CliRunner().invoke(main, [*asked, "-o", str(path)])
    assert result.exit_code == 0, result.output
    assert path.read_text("utf-8").count("\n## Question ") == 10
    assert CliRunner().invoke(main, [*asked, "-n", "12", "-o", str(path)]).exit_code == 2
