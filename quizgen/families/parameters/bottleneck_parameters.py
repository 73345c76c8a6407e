"""The learnable parameters of a large convolution behind a 1 × 1 reduction.

The reader counts two layers: the reduction, and the large kernel that then sees only the reduced channels.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example, Family
from quizgen.families.parameters.shared.worked import shown, worked
from quizgen.figures.pointwise import pointwise
from quizgen.formulas.parameters import reduced_parameters
from quizgen.layers import Conv2d, Network
from quizgen.misconceptions import layer_pairs
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text

STEM = (
    "A `Conv2d` layer with `kernel_size=1` and `bias={bias_1}` reduces {in_channels} channels to {mid_channels}. A "
    "second `Conv2d` layer with `kernel_size={kernel_size}` and `bias={bias_2}` turns these into {out_channels} "
    "channels. Both have `groups=1`. How many learnable parameters do the two layers have together?"
)
WORDS = (
    "The 1 × 1 convolution has one weight for each pair of the $in_channels$ input channels and the $mid_channels$ "
    "reduced ones{first}. The second convolution has a kernel of $kernel_size**2$ weights for each pair of the reduced "
    "channels and the $out_channels$ output channels{second}. The number of parameters $parameters$ is"
)
FIRST = ("", ", and one bias for each reduced channel")
SECOND = ("", ", and one bias for each output channel")


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    words = WORDS.replace("{first}", FIRST[p["bias_1"]]).replace("{second}", SECOND[p["bias_2"]])
    terms = ["in_channels*mid_channels", "kernel_size**2*mid_channels*out_channels"]
    terms += ["mid_channels"] * p["bias_1"] + ["out_channels"] * p["bias_2"]
    return (Text(worked(words, " + ".join(terms)), {**p.values, "parameters": key[0]}),)


def _layers(p: Params) -> tuple[Conv2d, Conv2d]:
    mid = p["mid_channels"]
    reduction = Conv2d(p["in_channels"], mid, 1, bias=bool(p["bias_1"]))
    return reduction, Conv2d(mid, p["out_channels"], p["kernel_size"], bias=bool(p["bias_2"]))


def _reduces(c: Any) -> Any:
    """The first layer reduces to between an eighth and a half, the second one gives more than it takes."""
    little, much = c.in_channels >= 2 * c.mid_channels, c.in_channels <= 8 * c.mid_channels
    return little & much & (c.out_channels > c.mid_channels) & (c.out_channels != c.in_channels)


def _level(
    channels: tuple[int, ...], mid: tuple[int, ...], kernel_size: tuple[int, ...], biases: tuple[tuple[int, int], ...]
) -> Concat:
    axes = {"kernel_size": kernel_size, "in_channels": channels, "mid_channels": mid, "out_channels": channels}
    return concat(
        *(Combinations({**axes, "bias_1": (first,), "bias_2": (second,)}, _reduces) for first, second in biases)
    )


SMALL = (8, 10, 12, 16, 20, 24, 30, 32, 40)
WIDE = (64, 96, 128, 192, 256, 320, 384, 480, 512)

FAMILY = Family(
    module=__name__,
    title="Parameters of a convolution behind a 1 × 1 reduction",
    asks="parameters",
    levels={
        "easy": _level(SMALL, (2, 3, 4, 5, 6, 8, 10), (3,), ((0, 0),)),
        "medium": _level(WIDE, (16, 24, 32, 48, 64, 96), (3, 5), ((1, 1),)),
        "hard": _level(WIDE, (16, 24, 32, 48, 64, 96), (3, 5, 7), ((0, 1), (1, 0))),
    },
    formulas=(reduced_parameters,),
    misconceptions=(
        layer_pairs.DIRECT,
        layer_pairs.FORGETS_REDUCTION,
        layer_pairs.REDUCTION_ONLY,
        layer_pairs.REDUCTION_HAS_KERNEL,
        layer_pairs.ADDS_INPUT_DEPTH,
        layer_pairs.SEES_BOTH,
        layer_pairs.REDUCED_BATCH_NORM,
        layer_pairs.EXPANDS_BY_1X1,
        layer_pairs.KEEPS_REDUCED,
        layer_pairs.REDUCED_ADDS_CHANNELS,
        layer_pairs.REDUCED_SIDE_ONCE,
        layer_pairs.REDUCED_SIDE_DOUBLED,
        layer_pairs.REDUCED_SQUARED_TWICE,
        layer_pairs.MULTIPLIES_LAYERS,
        layer_pairs.FORGETS_REDUCED_BIASES,
    ),
    stem=lambda p: Text(STEM, shown(p)),
    solution=_solution,
    network=lambda p: Network((p["in_channels"], 32, 32), _layers(p)),
    figures=lambda p: (pointwise(p["in_channels"], p["mid_channels"]),),
    measure=lambda p: (oracle.parameters(_layers(p)),),
    examples=(
        Example(
            {"kernel_size": 3, "in_channels": 256, "mid_channels": 64, "out_channels": 512, "bias_1": 0, "bias_2": 0},
            (311_296,),
            "Advanced Tutorial on Convolutional Neural Networks: 1 × 1 reduction from 256 to 64 channels before 3 × 3",
        ),
    ),
)
