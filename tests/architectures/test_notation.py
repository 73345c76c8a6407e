"""A line of layers says the same as PyTorch's calls."""

from __future__ import annotations

import pytest

from quizgen.architectures import notation
from quizgen.errors import UsageError
from quizgen.layers import (
    AdaptiveAvgPool2d,
    AvgPool2d,
    BatchNorm2d,
    Conv2d,
    ConvTranspose2d,
    Flatten,
    GroupNorm,
    InstanceNorm2d,
    Layer,
    LayerNorm,
    Linear,
    MaxPool2d,
    ReLU,
    ZeroPad2d,
)

SHAPE = (8, 20, 20)


@pytest.mark.parametrize(
    ("text", "layer"),
    [
        ("conv 8->64 k7 s2 p3 d1 g1 nobias", Conv2d(8, 64, 7, 2, 3, 1, 1, bias=False)),
        ("conv 8 -> 64 k3x5 p1x2", Conv2d(8, 64, (3, 5), 1, (1, 2))),
        ("CONV 16 k3 g8", Conv2d(8, 16, 3, groups=8)),
        ("deconv 8→32 k4 s2 p1 op0", ConvTranspose2d(8, 32, 4, 2, 1)),
        ("deconv 32 k3 s2 p1 op1 d2 g4 nobias", ConvTranspose2d(8, 32, 3, 2, 1, 1, 4, bias=False, dilation=2)),
        ("maxpool k3 s2 p1 ceil", MaxPool2d(3, 2, 1, 1, ceil_mode=True)),
        ("maxpool k2x3", MaxPool2d((2, 3), (2, 3))),
        ("avgpool k2", AvgPool2d(2, 2)),
        ("gap", AdaptiveAvgPool2d(1)),
        ("adaptive 5x7", AdaptiveAvgPool2d((5, 7))),
        ("pad -4", ZeroPad2d(-4)),
        ("pad 1 0 2 0", ZeroPad2d((1, 0, 2, 0))),
        ("bn", BatchNorm2d(8)),
        ("in", InstanceNorm2d(8)),
        ("gn 4", GroupNorm(4, 8)),
        ("ln all", LayerNorm(SHAPE)),
        ("relu", ReLU()),
    ],
)
def test_a_word_and_its_options_are_pytorchs_layer(text: str, layer: Layer) -> None:
    assert notation.layers(text, SHAPE) == (layer,)


def test_what_is_left_out_is_what_reaches_the_layer() -> None:
    assert notation.layers("conv 4 k3, bn, flatten, linear 10, linear 10->2 nobias", SHAPE) == (
        Conv2d(8, 4, 3),
        BatchNorm2d(4),
        Flatten(),
        Linear(4 * 18 * 18, 10),
        Linear(10, 2, bias=False),
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("conv 8-4 k3", "layer 1 (conv 8-4 k3): '8-4' stands where the channels belong; write for example"),
        ("conv", "layer 1 (conv): the channels are missing; write for example 'conv 3->64 k3'"),
        ("conv 4", "layer 1 (conv 4): the kernel size is missing; write for example k3"),
        ("relu, maxpol k2", "layer 2 (maxpol k2): there is no layer 'maxpol'; did you mean 'maxpool'"),
        (
            "conv 4 k3 q2",
            "layer 1 (conv 4 k3 q2): 'q2' is no option of conv; write k, s, p, d, g, same, valid, reflect",
        ),
        ("conv 4 k3 k5", "layer 1 (conv 4 k3 k5): 'k' stands twice; write it once"),
        ("conv 4 k", "layer 1 (conv 4 k): 'k' has no number; write for example k3"),
        ("conv 4 k3 s0", "layer 1 (conv 4 k3 s0): 's0' is zero; write 1 or more"),
        ("conv 4 k3 g2x2", "layer 1 (conv 4 k3 g2x2): 'g' takes one number; write for example g2"),
        ("conv 9->4 k3", "layer 1 (conv 9->4 k3): in_channels is 9, but 8 channels reach it; write 8"),
        ("gn", "layer 1 (gn): 'gn' is not understood; write gn 32"),
        ("gap 7", "layer 1 (gap 7): 'gap 7' is not understood; write gap"),
        ("pad a", "layer 1 (pad a): 'a' is no whole number; write for example -4"),
        ("relu,, bn", "layer 2 is missing between two commas; leave one of them out"),
        ("upsample 2 nearest bilinear", "layer 1 (upsample 2 nearest bilinear): 'bilinear' stands beside 'nearest'"),
        ("upsample bilinear", "layer 1 (upsample bilinear): 'upsample' takes one size; write upsample 2"),
        ("e: relu, concat e banana", "layer 2 (concat e banana): 'concat' is not understood without paths"),
        (
            "flatten, BatchNorm2d",
            "layer 2 (BatchNorm2d): BatchNorm2d needs channels, height and width, but 3200 features",
        ),
        ("maxpool k2 op1", "layer 1 (maxpool k2 op1): 'op1' is no option of maxpool; write k, s, p, d, ceil"),
    ],
)
def test_a_mistake_is_answered_with_layer_argument_and_what_would_fit(line: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        notation.layers(line, SHAPE)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("line", ["relu,", "relu, ", "\n relu,\n", "residual(relu,),"])
def test_a_comma_at_the_end_is_no_layer(line: str) -> None:
    assert len(notation.layers(line, SHAPE)) == 1
