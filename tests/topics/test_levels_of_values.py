"""Levels of values worked by hand and of lines to choose: what shares a mean, which path is open, what is left over."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice

import pytest

from quizgen.model import LEVELS, Level
from quizgen.space import Params, Permutation
from quizgen.text.speech import SPEECH
from quizgen.topics.blocks import residual_value
from quizgen.topics.normalisation import batch_norm_value
from quizgen.topics.parameters import bottleneck_parameters
from quizgen.topics.pytorch_code import which_line


def some(level: Level, number: int = 100) -> Iterator[Params]:
    space = which_line.FAMILY.levels[level]
    order = Permutation(len(space), "test", level)
    return (space[order[place]] for place in range(number))


def test_batch_normalisation_has_one_value_a_sample_then_maps_then_a_second_channel() -> None:
    for level, width in zip(LEVELS, (1, 4, 4), strict=True):
        for question in islice(batch_norm_value.FAMILY.draw(level, "choice", "1"), 20):
            assert {len(row) for row in question.params["x"]} == {width}
            assert ("other_channel" in question.params) == (level == "hard")


def test_the_channels_of_a_batch_stand_in_the_stem_in_their_order() -> None:
    for question in islice(batch_norm_value.FAMILY.draw("hard", "choice", "1"), 20):
        own, other = ([*chain(*question.params[name])] for name in ("x", "other_channel"))
        channels = [own, other] if question.params["channel"] == 0 else [other, own]
        stem = SPEECH.text(question.stem).replace("−", "-")
        places = [stem.index(f"[[{one[0]}, {one[1]}], [{one[2]}, {one[3]}]]") for one in channels]
        assert places == sorted(places)
        assert f"channel {question.params['channel']} of the" in stem


def test_a_mean_over_both_channels_is_foreseen() -> None:
    table = batch_norm_value.FAMILY.table("hard")
    (place,) = (number for number, one in enumerate(table.misconceptions) if one.id == "normalizes-channels-together")
    assert table.usable[place].mean() > 1 / 2


@pytest.mark.parametrize("level", LEVELS)
def test_a_residual_input_is_positive_then_negative_then_one_of_two_paths_is_cut(level: Level) -> None:
    for question in islice(residual_value.FAMILY.draw(level, "numerical", "1"), 60):
        x, inner = question.params["x"], []
        assert level == "hard" or (x > 0) == (level == "easy")
        for first, bias, second, last in question.params["blocks"]:
            inner.append(max(first * x + bias, 0))
            x = max(second * inner[-1] + last + x, 0)
        assert sum(value == 0 for value in inner) == (level == "hard")


def test_strides_leave_nothing_in_easy_lines_and_something_in_medium_ones() -> None:
    for level in ("easy", "medium"):
        for p in some(level):
            left = (p["n"] + 2 * p["padding"] - p["kernel_size"]) % p["stride"]
            assert (left > 0) == (level == "medium" and p["stride"] > 1)
    assert any(p["dilation"] > 1 for p in some("hard"))


def test_biases_behind_a_reduction_are_denied_in_easy_and_not_spoken_of_in_medium() -> None:
    for level, biased in zip(LEVELS, (False, True), strict=False):
        for question in islice(bottleneck_parameters.FAMILY.draw(level, "numerical", "1"), 20):
            assert all(layer.get("bias", True) == biased for layer in question.params["layers"])
            assert ("bias" in SPEECH.text(question.stem)) != biased


def test_a_medium_reduction_is_told_as_a_share_and_says_nothing_of_biases() -> None:
    shares = {2: "half as many", 4: "a quarter of them", 8: "an eighth of them"}
    for question in islice(bottleneck_parameters.FAMILY.draw("medium", "numerical", "1"), 40):
        stem = SPEECH.text(question.stem)
        given, reduced = (question.params["layers"][0][name] for name in ("in_channels", "out_channels"))
        assert f"reduces {given:,} channels to {shares[given // reduced]}" in stem
        assert "bias" not in stem
