"""The learnable parameters of a grouped convolution.

The reader divides the input channels among the groups, so that each filter is shallower, and keeps one bias for each
output channel. Easy layers have no biases, medium ones have those of PyTorch's default, of which nothing is said; at
the hard level the layer stands in a block, and the 1 × 1 convolutions before and after it have no groups.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Check, Example, Family
from quizgen.figures.connectivity import connectivity
from quizgen.formulas.parameters import grouped_block_parameters, grouped_parameters
from quizgen.layers import Conv2d, Network, real
from quizgen.misconceptions import group_parameters, parameters
from quizgen.misconceptions.kinds import Trees
from quizgen.misconceptions.limited import except_on
from quizgen.misconceptions.twice import with_pairs
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text
from quizgen.topics.parameters.shared.worked import worked

LAYER = "A `Conv2d` layer has `in_channels={in_channels}`, `out_channels={out_channels}`, `kernel_size={kernel_size}`"
STEMS = {
    "unbiased": f"{LAYER}, `groups={{groups}}` and `bias=False`. How many learnable parameters does it have?",
    "biased": (
        f"{LAYER} and `groups={{groups}}`; all other settings are PyTorch's defaults. How many learnable parameters "
        "does it have?"
    ),
    "block": (
        "A block has three `Conv2d` layers. The first one, with `kernel_size=1`, turns {channels} channels into "
        "{in_channels}. The second one, with `kernel_size={kernel_size}` and `groups={groups}`, keeps this number of "
        "channels. The third one, with `kernel_size=1`, turns them into {channels} channels again.<all> All other "
        "settings are PyTorch's defaults. How many learnable parameters does the block have?"
    ),
}
WORDS = (
    "Each of the $groups$ groups has $in_channels/groups$ of the $in_channels$ input channels, and each of the "
    "$out_channels$ filters has a kernel of $kernel_size**2$ weights for the channels of its own group only"
)
BIASES = ("; there are no biases.", ", and one bias.")
ENDS = (
    "The two 1 × 1 convolutions have no groups, because `groups=1` is the default: they have one weight for each pair "
    "of the block's $channels$ channels and the $in_channels$ channels in the middle."
)
EVERY = ("", " By default every layer has one bias for each channel that it gives.")
WEIGHTS = "kernel_size**2*(in_channels/groups)*out_channels"
BLOCK_WEIGHTS = f"channels*in_channels + {WEIGHTS} + out_channels*channels"


def _compose(trees: Trees, shape: tuple[str, ...]) -> Trees:
    return (trees[shape == ("block",)],)


def _stem(p: Params) -> Text:
    every = "" if p["bias"] else " All layers have `bias=False`."
    return Text(STEMS[p.shape[0]].replace("<all>", every), p.values)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    words, formula = f"{WORDS}{BIASES[p['bias']]}", WEIGHTS + " + out_channels" * p["bias"]
    if p.shape == ("block",):
        words = f"In the middle, each{WORDS[4:]}. {ENDS}{EVERY[p['bias']]}"
        formula = BLOCK_WEIGHTS + " + in_channels + out_channels + channels" * p["bias"]
    return (
        Text(worked(f"{words} The number of parameters $parameters$ is", formula), {**p.values, "parameters": key[0]}),
    )


def _layers(p: Params) -> tuple[Conv2d, ...]:
    size, bias, channels = p["kernel_size"], bool(p["bias"]), (p["in_channels"], p["out_channels"])
    if p.shape != ("block",):
        return (Conv2d(*channels, size, groups=p["groups"], bias=bias),)
    middle = Conv2d(*channels, size, padding=size // 2, groups=p["groups"], bias=bias)
    first, last = Conv2d(p["channels"], channels[0], 1, bias=bias), Conv2d(channels[1], p["channels"], 1, bias=bias)
    return (first, middle, last)


def _connections(p: Params) -> Values:
    """Numbers the groups, counts the pairs of channels in the same one, and gives each pair a kernel."""
    outputs = np.arange(p["out_channels"]) * p["groups"] // p["out_channels"]
    inputs = np.arange(p["in_channels"]) * p["groups"] // p["in_channels"]
    pairs = int(np.bincount(outputs) @ np.bincount(inputs))
    taps = sum([p["kernel_size"]] * p["kernel_size"])
    total = pairs * taps + len(outputs) * p["bias"]
    if p.shape == ("block",):
        total += sum([len(inputs) + len(outputs) + p["bias"]] * p["channels"]) + len(inputs) * p["bias"]
    return (total,)


def _divided(c: Any) -> Any:
    """PyTorch refuses groups that do not divide both numbers of channels; as many as channels would be depthwise."""
    return (c.in_channels % c.groups == 0) & (c.out_channels % c.groups == 0) & (c.in_channels > c.groups)


def _reduces(c: Any) -> Any:
    """The layer in the middle keeps its channels, which are a quarter to all of the block's."""
    within = (c.in_channels <= c.channels) & (c.channels <= 4 * c.in_channels)
    return _divided(c) & (c.in_channels == c.out_channels) & within


def _real(c: Any) -> Any:
    middle = real.channels(c.in_channels, c.out_channels)
    if c.shape != ("block",):
        return middle
    return middle & real.channels(c.channels, c.in_channels) & real.channels(c.out_channels, c.channels)


def _level(shape: str, channels: tuple[int, ...], groups: tuple[int, ...], bias: tuple[int, ...]) -> Concat:
    axes = {
        "in_channels": channels,
        "out_channels": channels,
        "kernel_size": (3, 5),
        "groups": groups,
        "bias": bias,
    }
    return concat(Combinations(axes, _divided, (shape,)), real=_real)


NARROW = (8, 12, 16, 24, 32, 48, 64, 72, 96, 128)
WIDE = (16, 24, 32, 48, 64, 96, 128, 144, 192, 256, 288, 384, 512)
BLOCK = {
    "in_channels": (*WIDE, 768, 1024),
    "out_channels": (*WIDE, 768, 1024),
    "channels": (64, 96, 128, 192, 256, 384, 512, 768, 1024, 2048),
    "kernel_size": (3, 5),
    "groups": (4, 8, 16, 32, 64),
    "bias": (0, 1),
}

FAMILY = Family(
    module=__name__,
    title="Parameters of a grouped convolution",
    asks="parameters",
    levels={
        "easy": _level("unbiased", NARROW, (2, 3, 4), (0,)),
        "medium": _level("biased", WIDE, (2, 4, 8, 16), (1,)),
        "hard": concat(Combinations(BLOCK, _reduces, ("block",)), real=_real),
    },
    formulas=(grouped_parameters, grouped_block_parameters),
    compose=_compose,
    misconceptions=(
        *with_pairs(
            *(group_parameters.GROUPS_EVERYWHERE, group_parameters.KERNEL_EVERYWHERE),
            *(group_parameters.UNGROUPED, group_parameters.GROUPS_AS_WIDTH, group_parameters.GROUPED_OUT_TWICE),
            *(parameters.IN_TWICE, parameters.KERNEL_ONCE, parameters.KERNEL_DOUBLED),
            *(parameters.FORGETS_BIAS, parameters.ADDS_BIAS),
        ),
        *except_on(
            ("block",),
            *(group_parameters.TIMES_GROUPS, group_parameters.ONE_GROUP, group_parameters.ONE_CHANNEL_A_GROUP),
            *(group_parameters.GROUPED_ONE_FILTER, group_parameters.GROUPED_ADDS_CHANNELS),
            *(parameters.ONE_WEIGHT, parameters.KERNEL_SQUARED_TWICE),
            *(parameters.BIAS_PER_INPUT, parameters.BIAS_ON_BOTH, group_parameters.GROUPED_BIAS_PER_KERNEL),
            *(group_parameters.BIAS_DIVIDED, group_parameters.BIAS_IN_EACH_GROUP),
        ),
    ),
    as_numbers=("easy", "medium"),
    stem=_stem,
    solution=_solution,
    network=lambda p: Network((p.values.get("channels", p["in_channels"]), 32, 32), _layers(p)),
    measure=lambda p: (oracle.parameters(_layers(p)),),
    recount=(Check("connections", _connections),),
    figures=lambda p: (connectivity(p["in_channels"], p["out_channels"], p["groups"]),),
    examples=(
        Example(
            {"in_channels": 96, "out_channels": 256, "kernel_size": 5, "groups": 2, "bias": 0},
            (307_200,),
            "Krizhevsky et al. (2012), section 3.5: the second layer has 256 kernels of 5 × 5 × 48",
            ("unbiased",),
        ),
    ),
)
