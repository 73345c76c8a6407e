"""The learnable parameters of one convolution, with and without bias.

The reader multiplies the area of the kernel by both numbers of channels and adds one bias for each output channel;
stride, padding, dilation and the size of the map play no part. An easy stem gives what counts and no more, a medium one
places the layer on a map, with numbers that play no part; a hard one has a kernel that is not square, and a bias by
default.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example, Family
from quizgen.formulas.parameters import conv_parameters, rectangular_parameters
from quizgen.layers import Conv2d, Network, real
from quizgen.misconceptions import parameters
from quizgen.misconceptions.kinds import Trees
from quizgen.misconceptions.twice import with_pairs
from quizgen.model import Values
from quizgen.space import Combinations, Params, concat
from quizgen.text import Text
from quizgen.topics.parameters.shared.worked import shown, worked

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
        "`padding=({padding_h}, {padding_w})`<dilated><unbiased>; all other settings are PyTorch's defaults. How many "
        "learnable parameters does it have?"
    ),
}
AREAS = {"plain": "kernel_size**2", "placed": "kernel_size**2", "rectangular": "kernel_size_h*kernel_size_w"}
IDLE = {
    "plain": "",
    "placed": " Stride, padding and the size of the maps change how often the weights are used, not their number.",
    "rectangular": " Padding adds zeros to the maps, not weights.",
    "dilated": " Padding adds zeros to the maps, not weights, and dilation spreads the weights and adds none.",
}
WEIGHTS = (
    "Each of the $out_channels$ filters has a kernel of ${area}$ weights for each of the $in_channels$ input channels"
)
BIASES = ("; there are no biases.", ", and one bias.")
BY_DEFAULT = ", and one bias, because `bias=True` is the default."


def _compose(trees: Trees, shape: tuple[str, ...]) -> Trees:
    square, rectangular = trees
    return (rectangular if shape == ("rectangular",) else square,)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    form, biased = p.shape[0], p["bias"]
    oblong = form == "rectangular"
    bias = BY_DEFAULT if biased and oblong else BIASES[biased]
    idle = IDLE["dilated" if oblong and p["dilation"] > 1 else form]
    words = WEIGHTS.replace("{area}", AREAS[form]) + bias + idle
    formula = f"{AREAS[form]}*in_channels*out_channels" + " + out_channels" * biased
    return (
        Text(worked(f"{words} The number of parameters $parameters$ is", formula), {**p.values, "parameters": key[0]}),
    )


def _stem(p: Params) -> Text:
    unbiased = "" if p["bias"] else " and `bias=False`"
    dilated = f"{',' if unbiased else ' and'} `dilation={{dilation}}`" if p.values.get("dilation", 1) > 1 else ""
    return Text(STEMS[p.shape[0]].replace("<dilated>", dilated).replace("<unbiased>", unbiased), shown(p))


def _layer(p: Params) -> Conv2d:
    bias = bool(p["bias"])
    channels = p["in_channels"], p["out_channels"]
    if p.shape == ("rectangular",):
        sides = (p["kernel_size_h"], p["kernel_size_w"])
        return Conv2d(*channels, sides, 1, (p["padding_h"], p["padding_w"]), p["dilation"], bias=bias)
    if p.shape == ("placed",):
        return Conv2d(*channels, p["kernel_size"], p["stride"], p["padding"], bias=bias)
    return Conv2d(*channels, p["kernel_size"], bias=bias)


def _network(p: Params) -> Network:
    side = p.values.get("n", 32)
    return Network((p["in_channels"], side, side), (_layer(p),))


def _placed(c: Any) -> Any:
    """A published window on a map that is larger than the kernel."""
    return real.convolution(c) & (c.kernel_size < c.n)


def _factorised(c: Any) -> Any:
    """One side of the kernel is 1, and the padding keeps the size."""
    return ((c.kernel_size_h == 1) != (c.kernel_size_w == 1)) & _keeps(c)


def _keeps(c: Any) -> Any:
    return (2 * c.padding_h == c.kernel_size_h - 1) & (2 * c.padding_w == c.kernel_size_w - 1)


def _spread(c: Any) -> Any:
    """A dilated kernel of which no side is 1, padded so that the size stays."""
    sides = (2 * c.padding_h == c.dilation * (c.kernel_size_h - 1)) & (
        2 * c.padding_w == c.dilation * (c.kernel_size_w - 1)
    )
    return sides & (c.kernel_size_h != c.kernel_size_w)


def _real(c: Any) -> Any:
    """Published channels; what is dilated and oblong at once is published nowhere."""
    return real.channels(c.in_channels, c.out_channels) & (getattr(c, "dilation", 1) == 1)


WIDE = (16, 32, 64, 96, 128, 192, 256)
PLAIN = {
    "in_channels": (1, 3, 4, 6, 8, 12, 16, 20, 24, 32),
    "out_channels": (6, 8, 12, 16, 20, 24, 32, 48, 50, 64),
    "kernel_size": (3, 5, 7),
    "bias": (0, 1),
}
PLACED = {
    "in_channels": (3, *WIDE),
    "out_channels": WIDE,
    "kernel_size": (3, 5, 7, 11),
    "bias": (0, 1),
    "stride": (1, 2, 4),
    "padding": (1, 2, 3),
    "n": (14, 28, 56),
}
OBLONG = {
    "in_channels": (*WIDE, 160, 384, 448),
    "out_channels": (*WIDE, 160, 384),
    "kernel_size_h": (1, 3, 5, 7),
    "kernel_size_w": (1, 3, 5, 7),
    "bias": (0, 1),
}
FACTORISED = {**OBLONG, "padding_h": (0, 1, 2, 3), "padding_w": (0, 1, 2, 3), "dilation": (1,)}
SPREAD = {
    **OBLONG,
    "in_channels": WIDE,
    "out_channels": WIDE,
    "kernel_size_h": (3, 5),
    "kernel_size_w": (3, 5),
    "padding_h": (2, 3, 4, 6),
    "padding_w": (2, 3, 4, 6),
    "dilation": (2, 3),
}

FAMILY = Family(
    module=__name__,
    title="Parameters of a convolution",
    weight="core",
    asks="parameters",
    levels={
        "easy": concat(Combinations(PLAIN, None, ("plain",)), real=_real),
        "medium": concat(Combinations(PLACED, _placed, ("placed",)), real=_real),
        "hard": concat(
            Combinations(FACTORISED, _factorised, ("rectangular",)),
            Combinations(SPREAD, _spread, ("rectangular",)),
            real=_real,
        ),
    },
    formulas=(conv_parameters, rectangular_parameters),
    compose=_compose,
    misconceptions=(
        *with_pairs(
            parameters.KERNEL_ONCE,
            parameters.KERNEL_DOUBLED,
            parameters.OUT_TWICE,
            parameters.IN_TWICE,
            parameters.FORGETS_BIAS,
            parameters.ADDS_BIAS,
            parameters.BIAS_PER_INPUT,
            parameters.HEIGHT_TWICE,
            parameters.WIDTH_TWICE,
            parameters.ADDS_SIDES,
            parameters.DILATED_KERNEL,
        ),
        parameters.ONE_CHANNEL,
        parameters.ONE_FILTER,
        parameters.ONE_WEIGHT,
        parameters.KERNEL_SQUARED_TWICE,
        parameters.KERNEL_CUBED,
        parameters.ADDS_CHANNELS,
        parameters.ONLY_HEIGHT,
        parameters.ONLY_WIDTH,
        parameters.ONE_BIAS,
        parameters.BIAS_PER_KERNEL,
        parameters.BIAS_PER_TAP,
        parameters.BIAS_ON_BOTH,
        parameters.BIAS_PER_WEIGHT,
        parameters.BIAS_PER_POSITION,
        parameters.WEIGHTS_PER_POSITION,
        parameters.PADDED_KERNEL,
        parameters.STRIDE_THINS,
        parameters.DILATION_TIMES_KERNEL,
    ),
    stem=_stem,
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
