"""What a 1 × 1 reduction before a large kernel saves.

The reader counts the weights with and without the reduction and subtracts.
Easy ones have two layers; at the medium level a third one expands the channels again; at the hard level there are
biases by default, of which some cancel.
"""

from __future__ import annotations

from typing import Any

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.savings import bottleneck_saves, reduction_saves
from quizgen.layers import Conv2d, Network, real
from quizgen.misconceptions import savings
from quizgen.misconceptions.kinds import Trees
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text
from quizgen.topics.parameters.shared.saving import saved
from quizgen.topics.parameters.shared.worked import worked

REDUCED = (
    "Network *a* is a `Conv2d` layer with `kernel_size=1` that reduces {in_channels} channels to {mid_channels}, and a "
    "second one with `kernel_size={kernel_size}` that turns these into {out_channels} channels. "
)
BOTTLENECK = (
    "Network *a* is a bottleneck of three `Conv2d` layers: the first one with `kernel_size=1` reduces {in_channels} "
    "channels to {mid_channels}, the second one with `kernel_size={kernel_size}` keeps these {mid_channels} channels, "
    "and the third one with `kernel_size=1` expands them to {out_channels}. "
)
REST = (
    "Network *b* is a single `Conv2d` layer with `kernel_size={kernel_size}` from {in_channels} to {out_channels} "
    "channels. {bias}. How many fewer learnable parameters does network *a* have than network *b*?"
)
BIAS = ("All layers have `groups=1` and `bias=False`", "All other settings are PyTorch's defaults")
STEMS = {"reduced": REDUCED + REST, "bottleneck": BOTTLENECK + REST}
WORDS = (
    "Each layer has as many weights for each pair of its input and output channels as its kernel has, here "
    "$kernel_size**2$ or 1. With $in_channels$ channels at first, $mid_channels$ reduced ones and $out_channels$ at "
    "the end, network *a* saves this number $parameters$ of parameters{bias}:"
)
BIASES = (
    "",
    ", where the biases of its last layer and of network *b* cancel, and those for the reduced channels are left",
)
LEFT = " - 2*mid_channels"
WHOLE = "kernel_size**2*in_channels*out_channels - in_channels*mid_channels"
FORMULAS = {
    "reduced": f"{WHOLE} - kernel_size**2*mid_channels*out_channels",
    "bottleneck": f"{WHOLE} - kernel_size**2*mid_channels**2 - mid_channels*out_channels",
}


def _compose(trees: Trees, shape: tuple[str, ...]) -> Trees:
    return (trees[shape == ("bottleneck",)],)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    words = WORDS.replace("{bias}", BIASES[p["bias"]])
    formula = FORMULAS[p.shape[0]] + LEFT * p["bias"]
    return (Text(worked(words, formula), {**p.values, "parameters": key[0]}),)


def _networks(p: Params) -> dict[str, Network]:
    channels, mid, last, size = (p[name] for name in ("in_channels", "mid_channels", "out_channels", "kernel_size"))
    bias = bool(p["bias"])
    layers: tuple[Conv2d, ...] = (Conv2d(channels, mid, 1, bias=bias),)
    if p.shape == ("reduced",):
        layers += (Conv2d(mid, last, size, padding=size // 2, bias=bias),)
    else:
        layers += (Conv2d(mid, mid, size, padding=size // 2, bias=bias), Conv2d(mid, last, 1, bias=bias))
    small = Network((channels, 32, 32), layers)
    return {"a": small, "b": Network(small.input, (Conv2d(channels, last, size, padding=size // 2, bias=bias),))}


def _listed(p: Params) -> Values:
    """Counts tap by tap, layer by layer, from the list of channels that the maps have one after the other."""
    taps = sum([p["kernel_size"]] * p["kernel_size"])
    channels = [p["in_channels"], p["mid_channels"], p["mid_channels"], p["out_channels"]]
    kernels = [1, taps, 1]
    if p.shape == ("reduced",):
        channels, kernels = [p["in_channels"], p["mid_channels"], p["out_channels"]], [1, taps]
    block = sum(k * sum([c] * o) + o * p["bias"] for k, c, o in zip(kernels, channels, channels[1:], strict=False))
    return (sum([taps * p["in_channels"] + p["bias"]] * p["out_channels"]) - block,)


def _reduces(c: Any) -> Any:
    """The reduction is to between an eighth and a half."""
    little, much = c.in_channels >= 2 * c.mid_channels, c.in_channels <= 8 * c.mid_channels
    return little & much & (c.out_channels > c.mid_channels)


def _real(c: Any) -> Any:
    """Both networks have published channels."""
    fits = real.channels(c.in_channels, c.mid_channels) & real.channels(c.mid_channels, c.out_channels)
    return fits & real.channels(c.in_channels, c.out_channels)


def _level(shape: str, bias: int) -> Concat:
    axes = {
        "kernel_size": (3, 5),
        "in_channels": (64, 96, 128, 144, 192, 256, 384, 512, 576, 1024),
        "mid_channels": (16, 24, 32, 48, 64, 96, 128, 192, 256),
        "out_channels": (32, 48, 64, 96, 128, 192, 256, 384, 512, 1024),
        "bias": (bias,),
    }
    return concat(Combinations(axes, _reduces, (shape,)), real=_real)


FAMILY = Family(
    module=__name__,
    title="Weights saved by a 1 × 1 reduction",
    asks="parameters_saved",
    levels={
        "easy": _level("reduced", 0),
        "medium": _level("bottleneck", 0),
        "hard": _level("bottleneck", 1),
    },
    formulas=(reduction_saves, bottleneck_saves),
    compose=_compose,
    numerical_only="most mistakes lie just above the key and few below it, so where options crowd would give it away",
    misconceptions=savings.REDUCED,
    stem=lambda p: Text(STEMS[p.shape[0]].replace("{bias}", BIAS[p["bias"]]), p.values),
    solution=_solution,
    network=_networks,
    measure=saved(_networks),
    recount=(Check("taps", _listed),),
    examples=(
        Example(
            {"kernel_size": 3, "in_channels": 256, "mid_channels": 64, "out_channels": 512, "bias": 0},
            (1_179_648 - 311_296,),
            "Advanced Tutorial on Convolutional Neural Networks: 1,179,648 against 311,296 weights",
            ("reduced",),
        ),
    ),
)
