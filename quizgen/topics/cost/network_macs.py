"""The multiply-accumulate operations of a small network, layer by layer.

The reader follows the maps through convolutions and pooling, and knows which layers multiply. In an easy question the
convolutions keep the size of the maps and pooling halves it; in a medium one a linear layer reads the last maps, whose
values are to be counted; in a hard one nothing is padded, so that every size is to be found, and remainders are
dropped.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from quizgen.asking.family import Check, Example, Family
from quizgen.chains.networks import FEATURES, followed, layer_table, listed, networks, told
from quizgen.formulas.cost import conv_macs, linear_macs
from quizgen.formulas.networks import Reading, Stage, network_parameters, stages
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Flatten, Layer, Linear, MaxPool2d, Network
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Expr, Sym
from quizgen.misconceptions import cost_networks
from quizgen.misconceptions.kinds import Trees
from quizgen.model import Values
from quizgen.one_layer.macs import PADDED
from quizgen.space import Concat, Params, Where
from quizgen.text import Text
from quizgen.topics.cost.shared.maps import measured
from quizgen.topics.cost.shared.published import network as published

STEM = f"""
One sample of shape {{in_channels}} × {{n}} × {{n}} (channels, height, width) passes through these layers, in this
order:

{{layers}}

{{all}} `bias=False`; a fraction in a map's size is rounded down.{{rest}} How many MACs does the pass take? {PADDED}
"""
BIASES = {
    False: "Every `Conv2d` has `dilation=1`, `groups=1` and",
    True: "Every `Conv2d` has `dilation=1` and `groups=1`; every `Conv2d` and `Linear` has",
}
SHOWN: dict[type[Layer], tuple[str, ...]] = {
    Conv2d: ("in_channels", "out_channels", "kernel_size", "stride", "padding"),
    MaxPool2d: ("kernel_size", "stride"),
    Linear: ("in_features", "out_features"),
}
INTRODUCTION = """
At each position of its output, of which there are $o**2$, a convolution with kernel size $kernel_size$ multiplies a
kernel for each pair of its $in_channels$ input and $out_channels$ output channels. Its number $M$ of MACs is

$$M == kernel_size**2*in_channels*out_channels*o**2$$

{others}
"""
DENSE = "A linear layer multiplies each of its $features_in$ inputs by a weight for each output. "
POOL = "Pooling multiplies nothing, but makes the maps smaller."
LINES = {
    "conv": (
        "Layer @, `Conv2d`:",
        "$$o_@ == floor(({before_@} + 2*{padding_@} - {kernel_size_@})/{stride_@}) + 1 == {side_@}$$",
        "$$M_@ == {kernel_size_@}**2*{depth_@}*{out_channels_@}*{side_@}**2 == {count_@}$$",
    ),
    "pool": ("Layer @, `MaxPool2d`:", "$$o_@ == floor({before_@}/{kernel_size_@}) == {side_@}$$"),
    "flatten": ("Layer @, `Flatten`:", "$$features_in == {channels}*{before_@}**2 == {features}$$"),
    "linear": ("Layer @, `Linear`:", "$$M_@ == {features}*{features_out_@} == {count_@}$$"),
}


def _reading(conv: Expr, linear: Expr, size: Expr) -> Reading:
    square: Expr = Sym("n")
    return Reading(conv=substitute(conv, {"out_h": square, "out_w": square}), linear=linear, after_conv=size)


def _compose(trees: Trees, shape: tuple[str, ...]) -> Trees:
    return (network_parameters(shape, _reading(*trees)),)


@cache
def _stages(shape: tuple[str, ...]) -> tuple[Stage, ...]:
    return tuple(stages(shape, _reading(conv_macs.tree, linear_macs.tree, conv_output_size.tree)))


@cache
def _template(shape: tuple[str, ...]) -> str:
    parts = [INTRODUCTION.replace("{others}", DENSE * ("linear" in shape) + POOL * ("pool" in shape))]
    parts += [line.replace("@", str(place)) for place, step in enumerate(shape, 1) for line in LINES[step]]
    counted = [f"{{count_{place}}}" for place, step in enumerate(shape, 1) if step in {"conv", "linear"}]
    return "\n\n".join((*parts, "Together:", f"$$M == {' + '.join(counted)} == {{M}}$$"))


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    return (Text(_template(p.shape), {**followed(p, _stages(p.shape)), "M": key[0]}),)


def _layers(p: Params) -> tuple[Layer, ...]:
    return listed(p, _layer)


def _layer(p: Params, step: str, place: int, channels: int) -> Layer:
    match step:
        case "conv":
            filters, size = p[f"out_channels_{place}"], p[f"kernel_size_{place}"]
            return Conv2d(channels, filters, size, p[f"stride_{place}"], p[f"padding_{place}"], bias=False)
        case "pool":
            return MaxPool2d(p[f"kernel_size_{place}"], p[f"kernel_size_{place}"])
        case "linear":
            return Linear(None, p[f"features_out_{place}"], bias=False)
        case _:
            return Flatten()


def _stem(p: Params) -> Text:
    dense = "linear" in p.shape
    template = STEM.replace("{all}", BIASES[dense]).replace("{rest}", FEATURES * dense)
    return Text(template, {**p.values, "layers": layer_table(_layers(p), SHOWN)})


def _network(p: Params) -> Network:
    return told(p, _layers(p), _stages(p.shape))


def _walked(p: Params) -> Values:
    """Slides every kernel along one axis, lists where it fits, and counts the products layer by layer."""
    total, channels, side = 0, p["in_channels"], p["n"]
    for layer in _layers(p):
        match layer:
            case Conv2d(out_channels=int(filters), kernel_size=int(size), stride=int(stride), padding=int(padding)):
                places = range(side + 2 * padding)[size - 1 :: stride]
                total += sum([size * size * channels * filters * len(places)] * len(places))
                channels, side = filters, len(places)
            case MaxPool2d(kernel_size=int(size)):
                side = len(range(side)[size - 1 :: size])
            case Linear(out_features=outputs):
                total += sum([channels * side * side] * outputs)
            case _:
                pass
    return (total,)


def _usual(c: Any) -> Any:
    """The paddings keep the size at stride 1."""
    names = [name for name in vars(c) if name.startswith("padding_")]
    fits = [2 * getattr(c, name) == getattr(c, name.replace("padding", "kernel_size")) - 1 for name in names]
    return np.logical_and.reduce(fits)


def _large(c: Any) -> Any:
    """Nothing is padded, and three rows or more of the maps are left behind the pooling and the second convolution."""
    first = (c.n - c.kernel_size_1) // c.stride_1 + 1
    return (first // c.kernel_size_2 - c.kernel_size_3) // c.stride_3 + 1 >= 3


def _level(axes: dict[str, tuple[int, ...]], where: Where, *shapes: tuple[str, ...]) -> Concat:
    return networks(axes, where, *shapes, real=published)


FAMILY = Family(
    module=__name__,
    title="MACs of a small network",
    asks="macs",
    levels={
        "easy": _level(
            {
                "n": (8, 10, 12, 14, 16, 20, 28, 32),
                "in_channels": (1, 3),
                "out_channels": (6, 8, 12, 16, 32),
                "padding": (1, 2),
                "stride": (1,),
            },
            _usual,
            ("conv", "pool", "conv"),
        ),
        "medium": _level(
            {
                "n": (14, 16, 18, 20, 28, 32, 48, 64),
                "in_channels": (1, 3),
                "out_channels": (6, 8, 12, 16, 20, 32),
                "padding": (1, 2),
                "stride": (1, 2),
                "features_out": (10, 100),
            },
            _usual,
            ("conv", "pool", "flatten", "linear"),
            ("conv", "flatten", "linear"),
        ),
        "hard": _level(
            {
                "n": (28, 32, 36, 48, 64),
                "in_channels": (1, 3),
                "out_channels": (6, 8, 16, 32),
                "padding": (0,),
                "stride": (1, 2),
                "features_out": (10, 100),
            },
            _large,
            ("conv", "pool", "conv", "flatten", "linear"),
        ),
    },
    formulas=(conv_macs, linear_macs, conv_output_size),
    compose=_compose,
    as_numbers=("medium",),
    misconceptions=cost_networks.ALL,
    stem=_stem,
    solution=_solution,
    network=_network,
    measure=measured(_network),
    recount=(Check("layer by layer", _walked),),
    examples=(
        Example(
            {
                "n": 32,
                "in_channels": 1,
                "out_channels_1": 6,
                "kernel_size_1": 5,
                "stride_1": 1,
                "padding_1": 0,
            },
            (122_304 - 4_704,),
            "LeCun et al. (1998), Gradient-based learning, section II.B: layer C1 has 122,304 connections, of which "
            "6 × 28 × 28 are biases",
            ("conv",),
        ),
    ),
)
