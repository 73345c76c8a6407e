"""A hard item worked by hand is another step of thought, and solutions name what this item leaves out."""

from __future__ import annotations

from itertools import islice

import pytest

from quizgen.model import LEVELS, Level
from quizgen.model.hints import hints
from quizgen.text.speech import SPEECH
from quizgen.topics.blocks.pointwise_value import FAMILY as POINTWISE
from quizgen.topics.normalisation.layer_norm_value import FAMILY as LAYER_NORM
from quizgen.topics.pytorch_code.code_default_arguments import FAMILY as DEFAULTS
from quizgen.topics.regularisation.l2_penalty import FAMILY as PENALTY
from quizgen.topics.transposed_convolution.which_transposed_conv import FAMILY as TRANSPOSED

SOME = 20


def test_a_hard_pixel_goes_through_two_layers_and_a_relu_that_mostly_cuts() -> None:
    items = list(islice(POINTWISE.draw("hard", "numerical", "1"), SOME))
    assert all([layer["type"] for layer in item.params["layers"]] == ["Conv2d", "ReLU", "Conv2d"] for item in items)
    cut = [item for item in items if any(option.slip and "no-relu" in option.slip.id for option in item.options)]
    assert len(cut) > SOME / 3


def test_hard_layer_normalisation_lists_scale_and_shift_by_feature() -> None:
    for item in islice(LAYER_NORM.draw("hard", "numerical", "1"), SOME):
        features = len(item.params["x"][0])
        assert len(item.params["weight"]) == len(item.params["bias"]) == features
        assert str(item.params["weight"]) in SPEECH.text(item.stem)


@pytest.mark.parametrize(("level", "dilated"), [("easy", False), ("medium", False), ("hard", True)])
def test_only_hard_transposed_layers_are_dilated(level: Level, dilated: bool) -> None:  # noqa: FBT001 - a parameter
    stems = [
        str(option.value) for item in islice(TRANSPOSED.draw(level, "multiple", "1"), SOME) for option in item.options
    ]
    assert any("dilation=2" in one for one in stems) is dilated


@pytest.mark.parametrize("level", LEVELS)
def test_a_solution_names_as_default_what_the_program_leaves_out(level: Level) -> None:
    for item in islice(DEFAULTS.draw(level, "numerical", "1"), SOME):
        program, solution = SPEECH.text(item.stem), " ".join(map(SPEECH.text, item.solution))
        conv = next(line for line in solution.split("nn.") if line.startswith(("Conv2d has", "ConvTranspose2d has")))
        told = {one.partition("=")[0] for one in conv.replace(",", " ").split() if "=" in one}
        line = next(row for row in program.splitlines() if "Conv" in row)
        assert told
        assert not {name for name in told if f"{name}=" in line.replace("output_padding", "")}


def test_a_hard_l2_item_has_hints() -> None:
    assert all(len(hints(item)) == 2 for item in islice(PENALTY.draw("hard", "numerical", "1"), SOME))


def test_both_layers_of_a_medium_program_with_defaults_leave_a_remainder_out() -> None:
    for point in DEFAULTS.levels["medium"]:
        room = point["n"] - point["kernel_size_1"]
        side = room // point["stride_1"] + 1
        assert room % point["stride_1"]
        assert side % point["kernel_size_2"]
        assert DEFAULTS.key(point) == (side // point["kernel_size_2"],)
