"""Costs and programs are asked of published layers, with mistakes that go both ways, at levels that differ in kind."""

from __future__ import annotations

from itertools import islice

import pytest

from quizgen.asking.family import Family
from quizgen.asking.source import Source
from quizgen.asking.spaced import Spaced
from quizgen.audit.blind import blind
from quizgen.audit.realism import realism
from quizgen.math.code import compiled, value
from quizgen.math.recomputed import recomputing
from quizgen.misconceptions import cost
from quizgen.misconceptions.kinds import Misconception
from quizgen.model import LEVELS, Kind, Level, Number
from quizgen.text.speech import SPEECH
from quizgen.topics.cost import (
    activation_memory,
    bottleneck_macs,
    conv_flops,
    conv_macs,
    depthwise_separable_macs,
    grouped_conv_macs,
    network_macs,
    which_conv_macs,
)
from quizgen.topics.cost.shared.published import GROUPED
from quizgen.topics.pytorch_code import (
    code_default_arguments,
    code_linear_in_features,
    code_number_of_values,
    code_output_shape,
    code_parameters,
    which_line,
)

FAMILIES: tuple[Source, ...] = tuple(
    module.FAMILY
    for module in (
        *(activation_memory, bottleneck_macs, conv_flops, conv_macs, depthwise_separable_macs, grouped_conv_macs),
        *(network_macs, which_conv_macs, code_default_arguments, code_linear_in_features, code_number_of_values),
        *(code_output_shape, code_parameters, which_line),
    )
)
POINT = {"n": 56, "in_channels": 64, "out_channels": 128, "kernel_size": 3, "stride": 2, "padding": 1, "groups": 2}
PLAIN = ("square", "plain")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.id)
def test_most_layers_are_published_ones(family: Source, level: Level) -> None:
    kind: Kind = "numerical" if "numerical" in family.kinds else "choice"
    shown = realism(family, level, kind)
    assert shown is not None
    assert list(shown.faults(level)) == []


@pytest.mark.parametrize("family", [conv_macs.FAMILY, activation_memory.FAMILY], ids=lambda family: family.id)
def test_the_commonest_layer_of_all_is_asked_about(family: Source) -> None:
    """3 × 3 with stride 1 and padding 1, as in VGG."""
    assert isinstance(family, Spaced)
    space = family.levels["easy"]
    found = {tuple(space[int(point)][name] for name in NAMES) for point in space.real_points}
    assert (3, 1, 1) in found
    assert (5, 1, 2) in found


NAMES = ("kernel_size", "stride", "padding")


def _wrong(mistake: Misconception) -> Number:
    trees = mistake.wrong(conv_macs.FAMILY.key_trees(PLAIN), PLAIN)
    assert trees is not None
    return value(*compiled(trees[0])(POINT))


@pytest.mark.parametrize(
    "mistakes",
    [cost.KERNEL, cost.CHANNELS[:2], cost.POSITIONS[:4], cost.UNITS],
    ids=["kernel", "channels", "positions", "units"],
)
def test_each_mistake_has_one_that_goes_as_far_the_other_way(mistakes: tuple[Misconception, ...]) -> None:
    key = conv_macs.FAMILY.key_trees(PLAIN)[0]
    right = value(*compiled(key)(POINT))
    ratios = sorted(_wrong(mistake) / right for mistake in mistakes)
    assert [one * other for one, other in zip(ratios, reversed(ratios), strict=True)] == [1] * len(ratios)


@pytest.mark.parametrize("level", ["easy", "medium"])
def test_input_over_strides_does_not_give_the_shape_away(level: Level) -> None:
    assert blind(code_output_shape.FAMILY, level, 300).passed


def test_input_over_strides_does_not_give_an_easy_size_away() -> None:
    assert blind(code_default_arguments.FAMILY, "easy", 300).passed


@pytest.mark.parametrize("family", [conv_macs.FAMILY, conv_flops.FAMILY], ids=lambda family: family.id)
def test_two_mistakes_about_large_maps_are_counted_exactly(family: Family) -> None:
    """Nothing that is multiplied on the way outgrows 64 bits."""
    for level in LEVELS:
        space, table = family.levels[level], family.table(level)
        point = int(table.key[0].argmax())
        key, shape = family.key_trees(space[point].shape), space[point].shape
        wrong = {number: one.wrong(key, shape) for number, one in enumerate(family.misconceptions)}
        made = {number: trees[0] for number, trees in wrong.items() if trees}
        for number, found in zip(made, recomputing([*made.values()], space[point].values), strict=True):
            if found.known.all() and found.below[0] == 1:
                assert table.wrong[number, 0, point] == found.above[0], (family.misconceptions[number].id, space[point])


@pytest.mark.parametrize("level", LEVELS)
def test_the_bytes_of_maps_cannot_be_guessed(level: Level) -> None:
    assert blind(activation_memory.FAMILY, level, 300).passed


def _stems(level: Level) -> list[str]:
    drawn = islice(code_default_arguments.FAMILY.draw(level, "numerical", "1"), 40)
    return [SPEECH.text(question.stem) for question in drawn]


def test_an_easy_program_leaves_out_the_strides_of_a_convolution_and_of_a_pooling_layer() -> None:
    for stem in _stems("easy"):
        assert "nn.Conv2d" in stem
        assert "nn.MaxPool2d" in stem
        assert "stride" not in stem
        assert "ConvTranspose2d" not in stem


def test_only_a_hard_program_enlarges_what_a_pooling_layer_made_smaller() -> None:
    assert not any("ConvTranspose2d" in stem for stem in _stems("medium"))
    assert all("MaxPool2d" in stem and "ConvTranspose2d" in stem for stem in _stems("hard"))


def test_a_transposed_layer_does_not_give_the_number_that_the_program_begins_with() -> None:
    for point in code_default_arguments.FAMILY.levels["hard"]:
        assert code_default_arguments.FAMILY.key(point) != (point["n"],)


def test_published_groups_divide_the_channels() -> None:
    assert all(ins % groups == outs % groups == 0 for ins, outs, groups in GROUPED)
