"""The learnable parameters of a depthwise separable convolution.

The reader counts two layers: one kernel for each depthwise channel, then a 1 × 1 convolution over all of them. Easy
items count weights alone; at the medium level one of the two has biases, or both have; at the hard one the depthwise
layer also gives several channels for each that it takes, and the pointwise one reads all of these.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example, Family
from quizgen.figures.connectivity import connectivity
from quizgen.figures.pointwise import pointwise
from quizgen.formulas.parameters import separable_parameters
from quizgen.layers import Conv2d, Network, real
from quizgen.misconceptions import layer_pairs, parameters
from quizgen.model import Figure, Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text
from quizgen.topics.parameters.shared.worked import shown, worked

STEM = (
    "A depthwise separable convolution turns {in_channels} channels into {out_channels}. Its first layer is a "
    "depthwise `Conv2d` with `kernel_size={kernel_size}`, `groups={in_channels}` and `bias={bias_1}`, which gives "
    "{mid_channels} channels{each}. Its second layer is a pointwise `Conv2d` with `kernel_size=1`, `groups=1` and "
    "`bias={bias_2}`. How many learnable parameters do the two layers have together?"
)
WORDS = (
    "Each of the $mid_channels$ depthwise channels has its own kernel of $kernel_size**2$ weights{first}. The "
    "pointwise layer has one weight for each pair of these and the $out_channels$ output channels{second}. The number "
    "of parameters $parameters$ is"
)
BIASES = ("", " and one bias"), ("", ", and one bias for each output channel")


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    first, second = BIASES[0][p["bias_1"]], BIASES[1][p["bias_2"]]
    words = WORDS.replace("{first}", first).replace("{second}", second)
    terms = ["kernel_size**2*mid_channels", "mid_channels*out_channels"]
    terms += ["mid_channels"] * p["bias_1"] + ["out_channels"] * p["bias_2"]
    return (Text(worked(words, " + ".join(terms)), {**p.values, "parameters": key[0]}),)


def _stem(p: Params) -> Text:
    multiplier = p["mid_channels"] // p["in_channels"]
    each = "" if multiplier == 1 else f", {multiplier} from each input channel"
    return Text(STEM, {**shown(p), "each": each})


def _layers(p: Params) -> tuple[Conv2d, Conv2d]:
    groups = p["in_channels"]
    depthwise = Conv2d(groups, p["mid_channels"], p["kernel_size"], groups=groups, bias=bool(p["bias_1"]))
    return depthwise, Conv2d(p["mid_channels"], p["out_channels"], 1, bias=bool(p["bias_2"]))


def _figures(p: Params) -> tuple[Figure, ...]:
    groups, mid = p["in_channels"], p["mid_channels"]
    return connectivity(groups, mid, groups), pointwise(mid, p["out_channels"])


def _one_each(c: Any) -> Any:
    """One depthwise kernel for each input channel."""
    return (c.mid_channels == c.in_channels) & (c.out_channels <= 8 * c.in_channels)


def _biased(c: Any) -> Any:
    """One depthwise kernel for each input channel, and some biases."""
    return _one_each(c) & (c.bias_1 + c.bias_2 > 0)


def _several_each(c: Any) -> Any:
    """Two or four depthwise kernels for each input channel."""
    multiplied = (c.mid_channels == 2 * c.in_channels) | (c.mid_channels == 4 * c.in_channels)
    return multiplied & (c.out_channels <= 8 * c.in_channels)


def _real(c: Any) -> Any:
    return real.channels(c.in_channels, c.mid_channels) & real.channels(c.mid_channels, c.out_channels)


def _level(shape: str, bias: tuple[int, ...], where: Any) -> Concat:
    axes = {
        "kernel_size": (3, 5),
        "in_channels": CHANNELS,
        "mid_channels": CHANNELS,
        "out_channels": CHANNELS,
        "bias_1": bias,
        "bias_2": bias,
    }
    return concat(Combinations(axes, where, (shape,)), real=_real)


CHANNELS = (16, 24, 32, 48, 64, 72, 96, 128, 144, 192, 240, 256, 288, 384, 512, 576, 960, 1024)

FAMILY = Family(
    module=__name__,
    title="Parameters of a depthwise separable convolution",
    asks="parameters",
    levels={
        "easy": _level("unbiased", (0,), _one_each),
        "medium": _level("biased", (0, 1), _biased),
        "hard": _level("multiplied", (0, 1), _several_each),
    },
    formulas=(separable_parameters,),
    numerical_only="all mistakes change one of two terms, so the key would be the option that all others are close to",
    misconceptions=(
        *(layer_pairs.POINTWISE_FROM_INPUT, layer_pairs.DEPTHWISE_SEES_ALL, layer_pairs.POINTWISE_HAS_KERNEL),
        *(parameters.KERNEL_ONCE, parameters.KERNEL_DOUBLED, parameters.KERNEL_SQUARED_TWICE),
        *(layer_pairs.FORGETS_BIASES, layer_pairs.BIASES_ANYWAY),
        layer_pairs.FORGETS_MULTIPLIER,
        layer_pairs.ORDINARY,
        layer_pairs.DEPTHWISE_ONLY,
        layer_pairs.POINTWISE_ONLY,
        layer_pairs.DEPTHWISE_PER_OUTPUT,
        layer_pairs.ONE_DEPTHWISE_KERNEL,
        layer_pairs.POINTWISE_SQUARE,
        layer_pairs.POINTWISE_ADDS,
        layer_pairs.MULTIPLIES_STEPS,
        layer_pairs.EXPANDS_FIRST,
        layer_pairs.COUNTS_BATCH_NORM,
        layer_pairs.BIASES_SWAPPED,
    ),
    stem=_stem,
    solution=_solution,
    network=lambda p: Network((p["in_channels"], 32, 32), _layers(p)),
    figures=_figures,
    measure=lambda p: (oracle.parameters(_layers(p)),),
    examples=(
        Example(
            {"kernel_size": 3, "in_channels": 32, "mid_channels": 32, "out_channels": 64, "bias_1": 0, "bias_2": 0},
            (288 + 2048,),
            "Howard et al. (2017), MobileNets, table 1: filters of 3 × 3 × 32 dw and of 1 × 1 × 32 × 64",
            ("unbiased",),
        ),
    ),
)
