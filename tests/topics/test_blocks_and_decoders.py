"""Blocks and transposed layers look like those of published networks."""

from __future__ import annotations

from itertools import islice

import pytest

from quizgen import oracle
from quizgen.answers import Choice
from quizgen.asking.source import Source
from quizgen.audit.realism import LEAST, realism
from quizgen.layers import Conv2d
from quizgen.layers.channels import is_pair
from quizgen.layers.windows import TRANSPOSED
from quizgen.model import LEVELS, Kind, Level
from quizgen.text.speech import SPEECH
from quizgen.text.terminal import TERMINAL
from quizgen.topics.architectures.network_map_size import FAMILY as NETWORK_MAP_SIZE
from quizgen.topics.blocks import (
    inception_channels,
    inception_parameters,
    pointwise_value,
    residual_bottleneck_parameters,
    residual_shortcut_parameters,
    which_shortcut,
)
from quizgen.topics.transposed_convolution import (
    encoder_decoder_size,
    transposed_output_size,
    transposed_parameters,
    transposed_value,
)

SHORTCUT = which_shortcut.FAMILY
VALUE = transposed_value.FAMILY
SIZE = transposed_output_size.FAMILY
FAMILIES: tuple[Source, ...] = tuple(
    module.FAMILY
    for module in (
        *(inception_channels, inception_parameters, pointwise_value, residual_bottleneck_parameters),
        *(residual_shortcut_parameters, which_shortcut, encoder_decoder_size, transposed_output_size),
        transposed_parameters,
    )
)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: str(family.id))
@pytest.mark.parametrize("level", LEVELS)
def test_most_layers_are_published_ones(family: Source, level: Level) -> None:
    found = realism(family, level, family.usual(level))
    assert found is not None
    assert found.layers >= LEAST[level]


@pytest.mark.parametrize("level", LEVELS)
def test_the_key_is_mostly_the_shortcut_of_the_papers(level: Level) -> None:
    answers = [question.parts[0].answer for question in islice(SHORTCUT.draw(level, "choice", "papers"), 60)]
    keys = [answer.key.value for answer in answers if isinstance(answer, Choice)]
    papers = [key for key in keys if isinstance(key, Conv2d) and (key.kernel_size, key.padding) == (1, 0)]
    assert len(papers) >= 0.9 * len(keys) > 0


@pytest.mark.parametrize("level", LEVELS)
def test_main_paths_keep_or_halve_the_size_and_have_the_channels_of_published_layers(level: Level) -> None:
    for question in islice(SHORTCUT.draw(level, "choice", "paths"), 60):
        (channels, side, _), (given, size) = question.params["input"], question.params["target"]
        assert size in {side, -(-side // 2)}
        assert is_pair(channels, given)
        assert all(is_pair(one["in_channels"], one["out_channels"]) for one in question.params.get("main_path", []))


@pytest.mark.parametrize("kind", ["choice", "multiple"])
def test_only_an_easy_shortcut_tells_what_the_main_path_gives(kind: Kind) -> None:
    """In a medium one it is found from the layers of a basic block, in a hard one from those of a bottleneck."""
    layers = {"easy": 0, "medium": 2, "hard": 3}
    for level in LEVELS:
        for question in islice(SHORTCUT.draw(level, kind, "told"), 40):
            channels, size = question.params["target"]
            printed = f"into {channels:,} channels of {size} × {size}" in SPEECH.text(question.stem)
            assert printed == (level == "easy")
            assert len(question.params.get("main_path", [])) == layers[level]
            assert question.params["input"][-1] % 2 == 0 or level != "easy"


@pytest.mark.parametrize("level", ["medium", "hard"])
def test_the_layers_of_a_main_path_give_what_is_wanted(level: Level) -> None:
    for question in islice(SHORTCUT.draw(level, "choice", "layers"), 40):
        names = ("in_channels", "out_channels", "kernel_size", "stride", "padding")
        path = [Conv2d(*(layer[name] for name in names)) for layer in question.params["main_path"]]
        channels, size = oracle.output_shape(path, tuple(question.params["input"]))[:2]
        assert [channels, size] == question.params["target"]


def test_a_hard_shortcut_tells_the_main_path_by_its_layers() -> None:
    for question in islice(SHORTCUT.draw("hard", "choice", "1"), 20):
        channels, _ = question.params["target"]
        assert f"into {channels // 4}, a 3 × 3 convolution" in SPEECH.text(question.stem)
        assert f"{channels} channels of" not in SPEECH.text(question.stem).split("Its main path")[1]


@pytest.mark.parametrize("window", [(2, 2, 0, 0), (4, 2, 1, 0), (3, 2, 1, 1), (64, 32, 16, 0)])
def test_layers_of_decoders_are_asked(window: tuple[int, int, int, int]) -> None:
    names = ("kernel_size", "stride", "padding", "output_padding")
    found = {tuple(point.values.get(name) for name in names) for level in LEVELS for point in SIZE.levels[level]}
    assert window in TRANSPOSED
    assert window in found


@pytest.mark.parametrize("level", LEVELS)
def test_the_drawing_of_a_value_shows_the_numbers_of_the_item(level: Level) -> None:
    for question in islice(VALUE.draw(level, "numerical", "drawn"), 10):
        (figure,) = question.figures
        assert figure.params["x"] == question.params["x"]
        assert figure.params["w"] == question.params["weight"]
        products = [x * w for x in question.params["x"] for w in question.params["weight"]]
        said = SPEECH.text(figure.alt).replace("\N{MINUS SIGN}", "-")
        assert all(str(product) in said for product in products)


def test_a_size_that_the_strides_tell_is_asked_as_a_number() -> None:
    assert [NETWORK_MAP_SIZE.usual(level) for level in LEVELS] == ["numerical"] * 3


@pytest.mark.parametrize("level", ["medium", "hard"])
def test_a_block_is_described_before_the_block_that_depends_on_it(level: Level) -> None:
    question = next(inception_parameters.FAMILY.draw(level, "numerical", "order"))
    stem = question.stem.template
    assert stem.index("{layers_before}") < stem.index("{layers}")
    first, second = (TERMINAL.text(figure.alt) for figure in question.figures)
    assert first.index("input of block A") < first.index("output of block A")
    assert "input of block A" not in second


def test_nothing_is_multiplied_by_one_where_each_channel_has_a_bias() -> None:
    question = next(residual_bottleneck_parameters.FAMILY.draw("easy", "numerical", "one"))
    assert "{own}" not in question.parts[0].solution[0].template
    assert "each with a bias." in question.parts[0].solution[0].template
