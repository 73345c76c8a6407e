"""Levels of the families about published networks differ by a step of thought, and most layers are the networks'."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest

from quizgen.asking.family import Family
from quizgen.audit.realism import realism
from quizgen.model import LEVELS, Level, Question
from quizgen.topics.architectures import (
    network_decoder_size,
    network_layer_parameters,
    network_map_size,
    network_receptive_field,
    network_stage_parameters,
)

FAMILIES = [
    module.FAMILY
    for module in (
        *(network_layer_parameters, network_map_size, network_receptive_field, network_stage_parameters),
        network_decoder_size,
    )
]


def drawn(family: Family, level: Level, number: int = 60) -> Iterator[Question]:
    return islice(family.draw(level, "numerical", "1"), number)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.id)
@pytest.mark.parametrize("level", LEVELS)
def test_layers_of_published_networks_have_mostly_published_widths(family: Family, level: Level) -> None:
    found = realism(family, level, "numerical")
    assert found
    assert list(found.faults(level)) == []


def grouped(layers: list[dict[str, int]]) -> bool:
    return any(layer.get("groups", 1) != 1 for layer in layers)


def test_groups_come_in_hard_and_normalisation_counts_from_medium_on() -> None:
    for level in LEVELS:
        for question in drawn(network_layer_parameters.FAMILY, level):
            layers = question.params["layers"]
            assert grouped(layers) == (level == "hard")
            assert level != "easy" or [layer["type"] for layer in layers] == ["Conv2d"]


def test_a_hard_stage_has_groups_and_an_easy_one_is_short_and_without_normalisation() -> None:
    for level in LEVELS:
        for question in drawn(network_stage_parameters.FAMILY, level):
            rows = question.params["convolutions"]
            assert grouped(rows) == (level == "hard")
            assert level != "easy" or (len(rows) <= 3 and not question.params["normalization"])


def test_an_easy_field_has_one_stride_and_a_hard_one_has_1x1_or_dilated_layers() -> None:
    for level in LEVELS:
        for question in drawn(network_receptive_field.FAMILY, level):
            layers = question.params["layers"]
            special = any(layer["kernel_size"] == 1 or layer.get("dilation", 1) > 1 for layer in layers)
            assert special == (level == "hard")
            strides = sum(layer["stride"] > 1 for layer in layers[:-1])
            assert level == "hard" or (strides == 1) == (level == "easy")


def test_an_easy_map_leaves_no_remainder_and_a_hard_one_is_rounded_up() -> None:
    for level in LEVELS:
        for question in drawn(network_map_size.FAMILY, level):
            n, rests, ups = question.params["input"][1], [], []
            for layer in question.params["layers"]:
                room = n + 2 * layer["padding"] - layer["kernel_size"]
                rests.append(room % layer["stride"])
                ups.append(bool(layer.get("ceil_mode")) and rests[-1] > 0)
                n = room // layer["stride"] + 1 + ups[-1]
            assert any(ups) == (level == "hard")
            assert any(rests) == (level != "easy")


def test_an_easy_decoder_is_transposed_convolutions_and_a_hard_one_begins_before_pooling_that_drops_a_row() -> None:
    kinds = {"easy": {"ConvTranspose2d"}, "medium": {"ConvTranspose2d", "Conv2d"}}
    kinds["hard"] = {*kinds["medium"], "MaxPool2d"}
    for level in LEVELS:
        for question in drawn(network_decoder_size.FAMILY, level):
            n, dropped = question.params["input"][1], 0
            assert {layer["type"] for layer in question.params["layers"]} == kinds[level]
            for layer in question.params["layers"]:
                kernel_size, stride, padding = (layer[name] for name in ("kernel_size", "stride", "padding"))
                if layer["type"] == "ConvTranspose2d":
                    n = (n - 1) * stride - 2 * padding + kernel_size
                else:
                    dropped += (n + 2 * padding - kernel_size) % stride
                    n = (n + 2 * padding - kernel_size) // stride + 1
            assert (dropped > 0) == (level == "hard")
