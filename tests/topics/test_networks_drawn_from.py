"""Every published network that questions may be about is drawn from, and what is special about it is told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest

from quizgen.answers import Numerical
from quizgen.asking.family import Family
from quizgen.model import LEVELS, Level, Question
from quizgen.text.speech import SPEECH
from quizgen.topics.architectures import network_decoder_size, network_layer_parameters, network_map_size
from quizgen.topics.architectures.network_receptive_field import FAMILY as FIELDS
from quizgen.topics.architectures.network_stage_parameters import FAMILY as STAGES
from quizgen.topics.architectures.shared.published import NETWORKS

FAMILIES = (network_layer_parameters.FAMILY, network_map_size.FAMILY, network_decoder_size.FAMILY, FIELDS, STAGES)


def about(family: Family, network: str, level: Level) -> Iterator[Question]:
    return (one for one in family.draw(level, "numerical", "1") if one.params["architecture"] == network)


def key(question: Question) -> object:
    (part,) = question.parts
    assert isinstance(part.answer, Numerical)
    return part.answer.key


def test_every_network_is_drawn_from() -> None:
    points = ((family, point) for family in FAMILIES for level in LEVELS for point in family.levels[level])
    assert {NETWORKS[point["network"]] for family, point in points if family is not STAGES} | {
        str(STAGES.params_json(point)["architecture"]) for level in LEVELS for point in STAGES.levels[level]
    } == set(NETWORKS)


@pytest.mark.parametrize("level", ["easy", "medium"])
def test_a_generator_has_transposed_convolutions(level: Level) -> None:
    for question in islice(about(STAGES, "dcgan-generator", level), 5):
        assert "The table lists the transposed convolutions of DCGAN's generator" in SPEECH.text(question.stem)
        kinds = {layer["type"] for layer in question.params["convolutions"]}
        assert kinds == {"ConvTranspose2d"}


def test_what_is_seen_of_a_sequence_is_not_drawn_as_squares() -> None:
    waves = [one for level in LEVELS for one in about(FIELDS, "wavenet-gated", level)]
    assert waves
    assert not any(one.figures for one in waves)
    assert all(one.figures for one in about(FIELDS, "lenet5", "easy"))


def test_a_wider_generator_is_given_as_much_noise() -> None:
    given = {
        question.params["convolutions"][0]["in_channels"]
        for level in ("easy", "medium")
        for question in about(STAGES, "dcgan-generator", level)
        if question.params["names"][0] == "conv1"
    }
    assert given == {100}


def test_the_holes_of_a_pyramid_are_shown_and_learn_nothing() -> None:
    for question in islice(about(STAGES, "deeplabv3-head", "medium"), 10):
        assert "dilation, 18" in SPEECH.text(question.stem)
        total = 0
        for layer in question.params["convolutions"]:
            weights = layer["kernel_size"] ** 2 * layer["in_channels"] * layer["out_channels"]
            total += layer["times"] * (weights + 2 * layer["out_channels"] * question.params["normalization"])
        assert key(question) == total


def test_units_of_wavenet_see_a_sequence_along_its_only_axis() -> None:
    for question in islice(about(FIELDS, "wavenet-gated", "hard"), 10):
        words = SPEECH.text(question.stem)
        assert "How many positions does it span?" in words
        assert "image" not in words
        reaches = [layer["dilation"] * (layer["kernel_size"] - 1) for layer in question.params["layers"]]
        assert key(question) == 1 + sum(reaches)


def test_no_field_is_asked_where_a_branch_pools_the_whole_map() -> None:
    assert not any(
        NETWORKS[point["network"]] in {"deeplabv3-head", "efficientnet-b0"}
        for level in LEVELS
        for point in FIELDS.levels[level]
    )


def test_a_decoder_says_what_is_cropped_where_its_table_goes_past_it() -> None:
    for level in LEVELS:
        for question in islice(network_decoder_size.FAMILY.draw(level, "numerical", "1"), 40):
            *before, _ = [layer["type"] for layer in question.params["layers"]]
            joined = question.params["architecture"] != "dcgan-generator" and "ConvTranspose2d" in before
            assert ("on the way is cropped" in SPEECH.text(question.stem)) == joined
