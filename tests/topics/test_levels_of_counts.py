"""Levels of counted parameters and MACs: a step of thought more, and never a bias flag or more of the same alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from quizgen import catalog
from quizgen.model import LEVELS, Level, Question
from quizgen.space import Params
from quizgen.text.speech import SPEECH
from quizgen.topics.cost.conv_macs import FAMILY as CONV_MACS
from quizgen.topics.cost.grouped_conv_macs import FAMILY as GROUPED_MACS


def drawn(family: str, level: Level, number: int = 100) -> Iterator[Question]:
    (found,) = catalog.select([family])
    return islice(found.draw(level, found.usual(level), "counts"), number)


def test_the_input_of_a_medium_inception_block_has_to_be_found_and_of_a_hard_one_the_last_branch_as_well() -> None:
    for level in LEVELS:
        for question in drawn("inception-parameters", level):
            stem, params = SPEECH.text(question.stem), question.params
            given = params["input"][0]
            before = [branch[-1]["out_channels"] for branch in params.get("before", {}).get("branches", [])]
            assert (sum(before) == given) == (level != "easy")
            assert (f"with {given:,} channels goes" in stem) == (level == "easy")
            assert ("the other output channels" in stem) == (level == "hard")


def test_biases_make_no_difference_between_levels_of_an_inception_block() -> None:
    said = {
        level: {("bias=False" in SPEECH.text(one.stem)) for one in drawn("inception-parameters", level)}
        for level in LEVELS
    }
    assert said == {level: {True} for level in LEVELS}


def test_some_biases_belong_to_every_medium_item_of_layers_without_any_in_easy_ones() -> None:
    for family in ("depthwise-separable-parameters", "grouped-conv-parameters"):
        for level in ("easy", "medium"):
            for question in drawn(family, level):
                assert any(layer["bias"] for layer in question.params["layers"]) == (level == "medium")


def test_the_cost_of_a_hard_convolution_follows_from_what_it_costs_on_other_maps() -> None:
    for level in LEVELS:
        for question in drawn("conv-macs", level):
            said = SPEECH.text(question.stem)
            assert ("macs" in question.params) == (level == "hard")
            assert ("in_channels" in said) == (level != "hard")


def test_the_cost_of_a_hard_convolution_with_groups_follows_from_that_of_one_with_fewer_channels() -> None:
    for level in LEVELS:
        for question in drawn("grouped-conv-macs", level):
            assert ("times" in question.params) == (level == "hard")
            assert ("input" in question.params) == (level != "hard")


def test_a_cost_on_other_maps_grows_with_the_positions_of_the_output() -> None:
    values = {"n": 14, "n_h": 15, "n_w": 30, "kernel_size": 3, "stride": 2, "padding": 1, "macs": 49 * 9}
    assert CONV_MACS.key(Params(values, ("again",))) == (8 * 15 * 9,)


def test_twice_the_channels_on_both_sides_cost_four_times_as_much_and_groups_divide() -> None:
    window = {"kernel_size": 3, "padding": 1, "macs": 1000}
    values = {"in_channels": 64, "groups": 4, "factor": 2, "new_groups": 8, **window}
    assert GROUPED_MACS.key(Params(values, ("wider",))) == (2000,)


def test_what_is_flattened_has_to_be_found_in_medium_items_and_what_pooling_leaves_in_hard_ones() -> None:
    for level in LEVELS:
        for question in drawn("global-average-pooling-saving", level):
            first, second, *_ = question.params["networks"]["a"]
            assert (first["type"] == "MaxPool2d") == (level == "medium")
            pooling = second if level == "medium" else first
            assert (pooling["output_size"] > 1) == (level == "hard")


def test_a_hard_transposed_convolution_is_dilated_or_has_a_second_one_behind_it() -> None:
    for level in LEVELS:
        for question in drawn("transposed-output-size", level):
            layers = question.params["layers"]
            assert (len(layers) > 1 or layers[0]["dilation"] > 1) == (level == "hard")
