"""The learnable parameters of one convolution, with and without bias.

The reader multiplies the area of the kernel by both numbers of channels and adds one bias for each output channel;
stride, padding, dilation and the size of the map play no part.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example, Family
from quizgen.families.parameters.shared.worked import shown, worked
from quizgen.formulas.parameters import conv_parameters, rectangular_parameters
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions import parameters
from quizgen.misconceptions.kinds import Trees
from quizgen.model import Values
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text

CHANNELS = "`in_channels={in_channels}`, `out_channels={out_channels}`"
STEMS = {
    "plain": (
        f"A `Conv2d` layer has {CHANNELS}, `kernel_size={{kernel_size}}`, `groups=1` and `bias={{bias}}`. How many "
        "learnable parameters does it have?"
    ),
    "placed": (
        f"A `Conv2d` layer with {CHANNELS}, `kernel_size={{kernel_size}}`, `stride={{stride}}`, `padding={{padding}}`, "
        "`groups=1` and `bias={bias}` is applied to feature maps of {n} × {n}. How many learnable parameters does the "
        "layer have?"
    ),
    "rectangular": (
        f"A `Conv2d` layer has {CHANNELS}, `kernel_size=({{kernel_size_h}}, {{kernel_size_w}})` (height, width), "
        "`dilation={dilation}`, `groups=1` and `bias={bias}`. How many learnable parameters does it have?"
    ),
}
AREAS = {"plain": "kernel_size**2", "placed": "kernel_size**2", "rectangular": "kernel_size_h*kernel_size_w"}
IDLE = {
    "plain": "",
    "placed": " Stride, padding and the size of the maps change how often the weights are used, not their number.",
    "rectangular": " Dilation spreads the weights and adds none.",
}
WEIGHTS = (
    "Each of the $out_channels$ filters has a kernel of ${area}$ weights for each of the $in_channels$ input channels"
)
BIASES = ("; there are no biases.", ", and one bias.")


def _compose(trees: Trees, shape: tuple[str, ...]) -> Trees:
    square, rectangular = trees
    return (rectangular if shape == ("rectangular",) else square,)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    form, biased = p.shape[0], p["bias"]
    words = WEIGHTS.replace("{area}", AREAS[form]) + BIASES[biased] + IDLE[form]
    formula = f"{AREAS[form]}*in_channels*out_channels" + " + out_channels" * biased
    return (
        Text(worked(f"{words} The number of parameters $parameters$ is", formula), {**p.values, "parameters": key[0]}),
    )


def _layer(p: Params) -> Conv2d:
    bias = bool(p["bias"])
    channels = p["in_channels"], p["out_channels"]
    if p.shape == ("rectangular",):
        return Conv2d(*channels, (p["kernel_size_h"], p["kernel_size_w"]), dilation=p["dilation"], bias=bias)
    if p.shape == ("placed",):
        return Conv2d(*channels, p["kernel_size"], p["stride"], p["padding"], bias=bias)
    return Conv2d(*channels, p["kernel_size"], bias=bias)


def _network(p: Params) -> Network:
    side = p.values.get("n", 32)
    return Network((p["in_channels"], side, side), (_layer(p),))


def _differ(c: Any) -> Any:
    return c.in_channels != c.out_channels


def _halves_or_keeps(c: Any) -> Any:
    """The padding is the usual one, which keeps the size at stride 1."""
    return _differ(c) & (2 * c.padding == c.kernel_size - 1)


def _oblong(c: Any) -> Any:
    return _differ(c) & (c.kernel_size_h != c.kernel_size_w)


WIDE = (16, 24, 32, 48, 64, 96, 128)
PLAIN = {
    "in_channels": (1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 20),
    "out_channels": (4, 5, 6, 8, 10, 12, 16, 20, 32),
    "kernel_size": (3, 5),
    "bias": (0, 1),
}
PLACED = {
    "in_channels": WIDE,
    "out_channels": WIDE,
    "kernel_size": (3, 5, 7),
    "bias": (0, 1),
    "stride": (1, 2),
    "padding": (1, 2, 3),
    "n": (7, 8, 14, 28, 32, 56),
}
OBLONG = {
    "in_channels": WIDE,
    "out_channels": WIDE,
    "kernel_size_h": (1, 3, 5, 7),
    "kernel_size_w": (1, 3, 5, 7),
    "bias": (0, 1),
    "dilation": (2, 3, 4),
}

FAMILY = Family(
    module=__name__,
    title="Parameters of a convolution",
    weight="core",
    asks="parameters",
    levels={
        "easy": concat(Combinations(PLAIN, _differ, ("plain",))),
        "medium": concat(Combinations(PLACED, _halves_or_keeps, ("placed",))),
        "hard": concat(Combinations(OBLONG, _oblong, ("rectangular",))),
    },
    formulas=(conv_parameters, rectangular_parameters),
    compose=_compose,
    misconceptions=(
        parameters.ONE_CHANNEL,
        parameters.ONE_FILTER,
        *parameters.OF_THE_KERNEL,
        parameters.KERNEL_CUBED,
        parameters.ADDS_CHANNELS,
        parameters.OUT_TWICE,
        parameters.IN_TWICE,
        parameters.HEIGHT_TWICE,
        parameters.WIDTH_TWICE,
        parameters.ADDS_SIDES,
        parameters.ONLY_HEIGHT,
        parameters.ONLY_WIDTH,
        parameters.FORGETS_BIAS,
        parameters.ADDS_BIAS,
        parameters.ONE_BIAS,
        parameters.BIAS_PER_INPUT,
        parameters.BIAS_PER_KERNEL,
        parameters.BIAS_PER_TAP,
        parameters.BIAS_ON_BOTH,
        parameters.BIAS_PER_WEIGHT,
        parameters.BIAS_PER_POSITION,
        parameters.WEIGHTS_PER_POSITION,
        parameters.PADDED_KERNEL,
        parameters.STRIDE_THINS,
        parameters.DILATED_KERNEL,
        parameters.DILATION_TIMES_KERNEL,
    ),
    stem=lambda p: Text(STEMS[p.shape[0]], shown(p)),
    solution=_solution,
    network=_network,
    measure=lambda p: (oracle.parameters((_layer(p),)),),
    examples=(
        Example(
            {"in_channels": 3, "out_channels": 96, "kernel_size": 11, "bias": 1},
            (34_944,),
            "CS231n notes (2023), Convolutional Networks: AlexNet's first layer",
            ("plain",),
        ),
        Example(
            {"in_channels": 256, "out_channels": 512, "kernel_size": 3, "bias": 0},
            (1_179_648,),
            "CS231n notes (2023), Convolutional Networks: CONV3-512 of VGGNet",
            ("plain",),
        ),
    ),
)
