"""What a depthwise separable convolution saves against an ordinary one.

The reader counts the weights of both and subtracts. Easy items keep the channels in the depthwise layer; at the medium
level it gives several for each that it takes; at the hard level all layers also have biases by default, of which some
cancel.
"""

from __future__ import annotations

from typing import Any

from quizgen.asking.family import Check, Example, Family
from quizgen.formulas.savings import separable_saves
from quizgen.layers import Conv2d, Network, real
from quizgen.misconceptions import savings
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text
from quizgen.topics.parameters.shared.saving import saved
from quizgen.topics.parameters.shared.worked import worked

STEM = (
    "Network *a* is a depthwise separable convolution: a depthwise `Conv2d` layer with `in_channels={in_channels}`, "
    "`out_channels={mid_channels}`, `kernel_size={kernel_size}` and `groups={in_channels}`, then a pointwise `Conv2d` "
    "layer with `out_channels={out_channels}`, `kernel_size=1` and `groups=1`. Network *b* is one ordinary `Conv2d` "
    "layer with `in_channels={in_channels}`, `out_channels={out_channels}`, `kernel_size={kernel_size}` and "
    "`groups=1`. {bias}. How many fewer learnable parameters does network *a* have than network *b*?"
)
WORDS = (
    "The ordinary layer has a kernel of $kernel_size**2$ weights for each pair of the $in_channels$ input and the "
    "$out_channels$ output channels. The depthwise layer has one such kernel for each of its $mid_channels$ output "
    "channels, and the pointwise layer one weight for each pair of these and the $out_channels$ output channels. "
    "{bias}Network *a* saves this number $parameters$ of parameters:"
)
BIAS = ("All layers have `bias=False`", "All other settings are PyTorch's defaults")
BIASES = (
    "",
    "By default all have biases: those of the two last layers cancel, those of the depthwise layer are left. ",
)
FORMULA = "kernel_size**2*in_channels*out_channels - kernel_size**2*mid_channels - mid_channels*out_channels"


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    words = WORDS.replace("{bias}", BIASES[p["bias"]])
    return (Text(worked(words, FORMULA + " - mid_channels" * p["bias"]), {**p.values, "parameters": key[0]}),)


def _networks(p: Params) -> dict[str, Network]:
    channels, mid, last, size = (p[name] for name in ("in_channels", "mid_channels", "out_channels", "kernel_size"))
    bias = bool(p["bias"])
    depthwise = Conv2d(channels, mid, size, padding=size // 2, groups=channels, bias=bias)
    small = Network((channels, 32, 32), (depthwise, Conv2d(mid, last, 1, bias=bias)))
    return {"a": small, "b": Network(small.input, (Conv2d(channels, last, size, padding=size // 2, bias=bias),))}


def _listed(p: Params) -> Values:
    """Counts tap by tap what the ordinary filters have, and takes away the taps of the two layers."""
    taps = sum([p["kernel_size"]] * p["kernel_size"])
    ordinary = sum([taps * p["in_channels"] + p["bias"]] * p["out_channels"])
    depthwise = sum([taps + p["bias"]] * p["mid_channels"])
    return (ordinary - depthwise - sum([p["mid_channels"] + p["bias"]] * p["out_channels"]),)


def _one_each(c: Any) -> Any:
    return c.mid_channels == c.in_channels


def _several_each(c: Any) -> Any:
    """The depthwise layer gives two or four channels for each, and the block still saves something."""
    return (c.mid_channels == 2 * c.in_channels) | (c.mid_channels == 4 * c.in_channels)


def _real(c: Any) -> Any:
    """Both networks have published channels."""
    fits = real.channels(c.in_channels, c.mid_channels) & real.channels(c.mid_channels, c.out_channels)
    return fits & real.channels(c.in_channels, c.out_channels)


def _level(where: Any, bias: int) -> Concat:
    axes = {
        "kernel_size": (3, 5, 7),
        "in_channels": CHANNELS,
        "mid_channels": CHANNELS,
        "out_channels": CHANNELS,
        "bias": (bias,),
    }
    return concat(Combinations(axes, where, ("separable",)), real=_real)


CHANNELS = (16, 24, 32, 48, 64, 72, 96, 128, 144, 192, 256, 384, 512, 768, 1024)

FAMILY = Family(
    module=__name__,
    title="Weights saved by a depthwise separable convolution",
    weight="special",
    asks="parameters_saved",
    levels={
        "easy": _level(_one_each, 0),
        "medium": _level(_several_each, 0),
        "hard": _level(_several_each, 1),
    },
    formulas=(separable_saves,),
    numerical_only="most mistakes change a small term, so the key would be the option that all others are close to",
    misconceptions=savings.SEPARABLE,
    stem=lambda p: Text(STEM.replace("{bias}", BIAS[p["bias"]]), p.values),
    solution=_solution,
    network=_networks,
    measure=saved(_networks),
    recount=(Check("taps", _listed),),
    examples=(
        Example(
            {"kernel_size": 3, "in_channels": 512, "mid_channels": 512, "out_channels": 512, "bias": 0},
            (2_359_296 - 266_752,),
            "Howard et al. (2017), MobileNets, table 3: 2.36 against 0.27 million parameters, 3 × 3, 512 channels",
            ("separable",),
        ),
    ),
)
