"""The learnable parameters of a small network, layer by layer.

The reader knows which layers learn, passes the number of channels on, and follows the maps to the linear layer.
Easy convolutions keep the size of the maps; at the medium level it has to be followed through a convolution and
pooling; a hard network has two of each, and the second convolution reads the channels of the first.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.chains.networks import FEATURES, followed, layer_table, listed, networks, told
from quizgen.formulas.networks import Stage, network_parameters, reading, stages
from quizgen.formulas.parameters import conv_parameters, linear_parameters
from quizgen.formulas.sizes import conv_output_size
from quizgen.layers import Conv2d, Flatten, Layer, Linear, MaxPool2d, Network, ReLU, real
from quizgen.misconceptions import networks as mistakes
from quizgen.model import Values
from quizgen.space import Concat, Params, concat
from quizgen.text import Text

STEM = """
A network takes an input of shape {in_channels} × {n} × {n} (channels, height, width). Its layers are, in this order:

{layers}

Every `Conv2d` has `stride=1`, `dilation=1` and `groups=1`; every `Conv2d` and `Linear` has `bias=True`.{rest} How many
learnable parameters does the network have?
"""
POOLS = " A fraction in a map's size is rounded down."
SHOWN: dict[type[Layer], tuple[str, ...]] = {
    Conv2d: ("in_channels", "out_channels", "kernel_size", "padding"),
    MaxPool2d: ("kernel_size", "stride"),
    Linear: ("in_features", "out_features"),
}
CONV = """
A convolution with kernel size $kernel_size$ has a kernel for each pair of its $in_channels$ input and $out_channels$
output channels, and a bias for each output channel. Its number $parameters$ of parameters is

$$parameters == kernel_size**2*in_channels*out_channels + out_channels$$
"""
DENSE = """
A linear layer has a weight for each pair of its $features_in$ inputs and $features_out$ outputs, and a bias for each
output:

$$parameters == features_in*features_out + features_out$$

The other layers have no parameters, but the side $n$ of the maps decides how much reaches the linear layer.
"""
LINES = {
    "conv": "$$parameters_@ == {kernel_size_@}**2*{depth_@}*{out_channels_@} + {out_channels_@} == {count_@}$$",
    "linear": "$$parameters_@ == {features}*{features_out_@} + {features_out_@} == {count_@}$$",
}
SIDES = {
    "conv": "$$n_@ == {before_@} + 2*{padding_@} - {kernel_size_@} + 1 == {side_@}$$",
    "pool": "$$n_@ == floor({before_@}/{kernel_size_@}) == {side_@}$$",
    "flatten": "$$features_in == {channels}*{before_@}**2 == {features}$$",
}
WORDS = {
    "conv": "Layer @, `Conv2d`, gives {out_channels_@} channels:",
    "pool": "Layer @, `MaxPool2d`:",
    "flatten": "Layer @, `Flatten`:",
    "linear": "Layer @, `Linear`:",
}


@cache
def _template(shape: tuple[str, ...]) -> str:
    """One paragraph and its lines for each layer that counts or changes the size of the flattened map."""
    parts = [CONV, DENSE]
    for place, step in enumerate(shape, 1):
        lines = [LINES.get(step, ""), SIDES.get(step, "")]
        if any(lines):
            parts += [line.replace("@", str(place)) for line in (WORDS[step], *lines) if line]
    counted = [f"{{count_{place}}}" for place, step in enumerate(shape, 1) if step in LINES]
    parts += ["Together:", f"$$parameters == {' + '.join(counted)}$$", "$$parameters == {parameters}$$"]
    return "\n\n".join(parts)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    return (Text(_template(p.shape), {**followed(p, _stages(p.shape)), "parameters": key[0]}),)


@cache
def _stages(shape: tuple[str, ...]) -> tuple[Stage, ...]:
    return tuple(stages(shape))


def _layers(p: Params) -> tuple[Layer, ...]:
    return listed(p, _layer)


def _layer(p: Params, step: str, place: int, channels: int) -> Layer:
    match step:
        case "conv":
            size, padding = p[f"kernel_size_{place}"], p[f"padding_{place}"]
            return Conv2d(channels, p[f"out_channels_{place}"], size, padding=padding)
        case "pool":
            return MaxPool2d(p[f"kernel_size_{place}"], p[f"kernel_size_{place}"])
        case "linear":
            return Linear(None, p[f"features_out_{place}"])
        case "relu":
            return ReLU()
        case _:
            return Flatten()


def _stem(p: Params) -> Text:
    rest = (POOLS if "pool" in p.shape else "") + FEATURES
    return Text(STEM.replace("{rest}", rest), {**p.values, "layers": layer_table(_layers(p), SHOWN)})


def _network(p: Params) -> Network:
    return told(p, _layers(p), _stages(p.shape))


def _measure(p: Params) -> Values:
    return (oracle.fitted_parameters(_layers(p), (p["in_channels"], p["n"], p["n"])),)


def _walked(p: Params) -> Values:
    """Slides every kernel along one axis, lists the values that arrive, and counts each layer's numbers one by one."""
    total, channels, axis = 0, p["in_channels"], range(p["n"])
    for layer in _layers(p):
        match layer:
            case Conv2d(out_channels=int(filters), kernel_size=int(size), padding=int(padding)):
                total += sum([channels * size * size + 1] * filters)
                channels, axis = filters, range(len(axis) + 2 * padding)[size - 1 :]
            case MaxPool2d(kernel_size=int(size)):
                axis = range(size - 1, len(axis), size)
            case Linear(out_features=outputs):
                total += sum([channels * len(axis) * len(axis) + 1] * outputs)
            case _:
                pass
    return (total,)


def _usual(c: Any) -> Any:
    """Each convolution has no padding, or the one that keeps the size."""
    names = [name for name in vars(c) if name.startswith("padding_")]
    fits = [
        (getattr(c, p) == 0) | (2 * getattr(c, p) == getattr(c, p.replace("padding", "kernel_size")) - 1) for p in names
    ]
    return np.logical_and.reduce(fits)


def _real(c: Any) -> Any:
    """Published windows and channels in every convolution; pooling halves everywhere."""
    fits, channels = np.ones(len(c.n), dtype=np.bool_), c.in_channels
    for place, step in enumerate(c.shape, 1):
        if step == "conv":
            out = getattr(c, f"out_channels_{place}")
            fits &= real.convolution(c, f"_{place}") & real.channels(channels, out)
            channels = out
    return fits


def _level(axes: dict[str, tuple[int, ...]], *shapes: tuple[str, ...]) -> Concat:
    return concat(*networks({"in_channels": (1, 3), **axes}, _usual, *shapes).parts, real=_real)


FAMILY = Family(
    module=__name__,
    title="Parameters of a small network",
    weight="core",
    asks="parameters",
    levels={
        "easy": _level(
            {"n": (6, 8, 10, 12), "out_channels": (6, 8, 16, 20), "padding": (1, 2), "features_out": (2, 5, 10)},
            ("conv", "flatten", "linear"),
            ("conv", "relu", "flatten", "linear"),
        ),
        "medium": _level(
            {
                "n": (14, 16, 20, 28, 32),
                "out_channels": (6, 8, 16, 32),
                "padding": (0, 1, 2),
                "features_out": (5, 10, 20),
            },
            ("conv", "pool", "flatten", "linear"),
            ("conv", "relu", "pool", "flatten", "linear"),
        ),
        "hard": _level(
            {"n": (28, 32), "out_channels": (8, 16, 32), "padding": (0, 1, 2), "features_out": (10, 84, 100)},
            ("conv", "pool", "conv", "pool", "flatten", "linear"),
        ),
    },
    formulas=(conv_parameters, linear_parameters, conv_output_size),
    compose=lambda trees, shape: (network_parameters(shape, reading(*trees)),),
    misconceptions=(
        mistakes.FORGETS_BIASES,
        mistakes.ONE_BIAS_A_LAYER,
        mistakes.BIAS_PER_POSITION,
        mistakes.BIAS_PER_KERNEL,
        mistakes.ONE_CHANNEL,
        mistakes.KERNEL_ONCE,
        mistakes.KERNEL_SQUARED_TWICE,
        mistakes.KERNEL_DOUBLED,
        mistakes.ADDS_CHANNELS,
        mistakes.DEPTH_FROM_OUTPUT,
        mistakes.BIAS_PER_TAP,
        mistakes.DEPTH_FROM_INPUT,
        mistakes.POOL_COUNTED,
        mistakes.POOL_AS_CONV,
        mistakes.RELU_COUNTED,
        mistakes.RELU_PER_POSITION,
        mistakes.LINEAR_FORGOTTEN,
        mistakes.CONV_FORGOTTEN,
        mistakes.FLATTENS_INPUT,
        mistakes.FORGETS_POOLING,
        mistakes.KEEPS_SIZE,
        mistakes.IGNORES_PADDING,
        mistakes.FORGETS_DEPTH,
        mistakes.ONE_SIDE,
        mistakes.ONLY_CHANNELS,
        mistakes.LINEAR_BIAS_PER_INPUT,
    ),
    numerical_only="most mistakes change a small term of the sum, so the key would be the option that all are close to",
    stem=_stem,
    solution=_solution,
    network=_network,
    measure=_measure,
    recount=(Check("layer by layer", _walked),),
    examples=(
        Example(
            {
                "n": 28,
                "in_channels": 1,
                "out_channels_1": 32,
                "kernel_size_1": 3,
                "padding_1": 0,
                "kernel_size_2": 2,
                "out_channels_3": 64,
                "kernel_size_3": 3,
                "padding_3": 0,
                "kernel_size_4": 2,
                "features_out_6": 10,
            },
            (34_826,),
            "Keras documentation, code examples: Simple MNIST convnet, model summary",
            ("conv", "pool", "conv", "pool", "flatten", "linear"),
        ),
    ),
)
