"""The learnable parameters of a large convolution after a 1 × 1 reduction.

The reader counts two layers: the reduction, and the large kernel that then sees only the reduced channels. In easy
items all channels are told, and no layer has biases; in medium ones the reduced channels are told as a share, and
nothing is said of biases, so that both layers have them by a default that is to be known; at the hard level they are a
layer of a dense block, whose input has to be worked out first, because every layer before has added to it.
"""

from __future__ import annotations

from typing import Any

from quizgen import oracle
from quizgen.asking.family import Example, Family
from quizgen.figures.pointwise import pointwise
from quizgen.formulas.parameters import DENSE_CHANNELS, reduced_parameters
from quizgen.layers import Conv2d, Network, real
from quizgen.math.reader import read
from quizgen.math.rewrites import substitute
from quizgen.math.tree import Num
from quizgen.misconceptions import layer_pairs, parameters
from quizgen.misconceptions.kinds import Trees
from quizgen.model import Values
from quizgen.space import Combinations, Concat, Params, Where, concat
from quizgen.text import Text
from quizgen.topics.parameters.shared.worked import worked

REDUCED = (
    "A `Conv2d` layer with `kernel_size=1` reduces {in_channels} channels to {mid_channels}. A second `Conv2d` layer "
    "with `kernel_size={kernel_size}` turns these into {out_channels} channels. "
)
TOGETHER = "How many learnable parameters do the two layers have together?"
STEMS = {
    "unbiased": f"{REDUCED}Both have `groups=1` and `bias=False`. {TOGETHER}",
    "biased": (
        "A `Conv2d` layer with `kernel_size=1` reduces {in_channels} channels to {share}. A second `Conv2d` layer with "
        "`kernel_size={kernel_size}` turns the reduced channels into {out_channels} channels. All other settings are "
        f"PyTorch's defaults. {TOGETHER}"
    ),
    "dense": (
        "A dense block is given {in_channels} channels. Each layer of the block reads these together with the outputs "
        "of all earlier layers of the block: a `Conv2d` with `kernel_size=1` turns them into {mid_channels} "
        "channels, and a `Conv2d` with `kernel_size={kernel_size}` turns these into the {out_channels} channels that "
        "are the layer's output. All convolutions have `groups=1` and `bias=False`. How many learnable parameters do "
        "the two convolutions of layer {place} have together? The layers of the block are numbered from 1."
    ),
}
SHARES = {2: "half as many", 4: "a quarter of them", 8: "an eighth of them"}
GIVEN = (
    "The layer is number $place$ of the block, and each of the $place - 1$ layers before it has added $out_channels$ "
    "channels to the $in_channels$ channels that the block is given. "
)
WORDS = (
    "The 1 × 1 convolution has one weight for each pair of its input channels and the $mid_channels$ reduced "
    "ones{first}. The second convolution has a kernel of $kernel_size**2$ weights for each pair of the reduced "
    "channels and the $out_channels$ output channels{second}. The number of parameters $parameters$ is"
)
BIASES = (", and one bias for each reduced channel", ", and one bias for each output channel")
WEIGHTS = "in_channels*mid_channels + kernel_size**2*mid_channels*out_channels"


def _compose(trees: Trees, shape: tuple[str, ...]) -> Trees:
    """In a dense block the input channels are those of the block and what the layers before have added."""
    if shape != ("dense",):
        return trees
    dense = {"in_channels": read(DENSE_CHANNELS), "bias_1": Num(0), "bias_2": Num(0)}
    return tuple(substitute(tree, dense) for tree in trees)


def _given(p: Params) -> int:
    """The channels that the reduction reads."""
    return p["in_channels"] + (p.values.get("place", 1) - 1) * p["out_channels"]


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    first, second = BIASES if p["bias_1"] else ("", "")
    words = WORDS.replace("{first}", first).replace("{second}", second)
    formula = WEIGHTS + " + mid_channels + out_channels" * p["bias_1"]
    if p.shape == ("dense",):
        words, formula = GIVEN + words, formula.replace("in_channels", f"({DENSE_CHANNELS})")
    return (Text(worked(words, formula), {**p.values, "parameters": key[0]}),)


def _stem(p: Params) -> Text:
    told = {"share": SHARES[p["in_channels"] // p["mid_channels"]]} if p.shape == ("biased",) else {}
    return Text(STEMS[p.shape[0]], {**p.values, **told})


def _layers(p: Params) -> tuple[Conv2d, Conv2d]:
    mid = p["mid_channels"]
    reduction = Conv2d(_given(p), mid, 1, bias=bool(p["bias_1"]))
    return reduction, Conv2d(mid, p["out_channels"], p["kernel_size"], bias=bool(p["bias_2"]))


def _reduces(c: Any) -> Any:
    """The first layer reduces to between an eighth and a half, the second one gives more than it takes."""
    little, much = c.in_channels >= 2 * c.mid_channels, c.in_channels <= 8 * c.mid_channels
    return little & much & (c.out_channels > c.mid_channels)


def _to_a_share(c: Any) -> Any:
    """As before, and to one of the shares that have a word."""
    half, quarter, eighth = (c.in_channels == parts * c.mid_channels for parts in SHARES)
    return _reduces(c) & (half | quarter | eighth)


def _grown(c: Any) -> Any:
    """As in DenseNets a layer reduces to four times the channels that it adds, and the whole input is no larger."""
    given = c.in_channels + (c.place - 1) * c.out_channels
    return (c.mid_channels == 4 * c.out_channels) & (c.in_channels >= 2 * c.out_channels) & (given <= 1248)


def _real(c: Any) -> Any:
    given = c.in_channels + (getattr(c, "place", 1) - 1) * c.out_channels
    return real.channels(given, c.mid_channels) & real.channels(c.mid_channels, c.out_channels)


def _level(shape: str, where: Where, channels: tuple[int, ...], mid: tuple[int, ...], bias: int) -> Concat:
    axes = {"kernel_size": (3, 5), "in_channels": channels, "mid_channels": mid, "out_channels": channels}
    return concat(Combinations({**axes, "bias_1": (bias,), "bias_2": (bias,)}, where, (shape,)), real=_real)


GROWTH = (12, 16, 24, 32, 48)
DENSE = {
    "kernel_size": (3,),
    "in_channels": (24, 32, 48, 64, 96, 128, 256, 512, 640, 896),
    "mid_channels": tuple(4 * growth for growth in GROWTH),
    "out_channels": GROWTH,
    "bias_1": (0,),
    "bias_2": (0,),
    "place": range(2, 25),
}
SMALL = (32, 48, 64, 72, 96, 128, 144, 192, 240, 256)
WIDE = (*SMALL, 288, 384, 480, 512, 576, 768, 1024, 1536)

FAMILY = Family(
    module=__name__,
    title="Parameters of a convolution after a 1 × 1 reduction",
    asks="parameters",
    levels={
        "easy": _level("unbiased", _reduces, SMALL, (8, 16, 24, 32, 48, 64, 96), 0),
        "medium": _level("biased", _to_a_share, WIDE, (16, 24, 32, 48, 64, 96, 128, 144, 192, 256), 1),
        "hard": concat(Combinations(DENSE, _grown, ("dense",)), real=_real),
    },
    formulas=(reduced_parameters,),
    compose=_compose,
    numerical_only="all mistakes change one of two terms, so the key would be the option that all others are close to",
    misconceptions=(
        *(layer_pairs.FORGETS_REDUCTION, layer_pairs.ADDS_INPUT_DEPTH, layer_pairs.REDUCTION_HAS_KERNEL),
        *(parameters.KERNEL_ONCE, parameters.KERNEL_DOUBLED, parameters.KERNEL_SQUARED_TWICE),
        *(layer_pairs.FORGETS_BIASES, layer_pairs.BIASES_ANYWAY),
        *(layer_pairs.OWN_OUTPUT_TOO, layer_pairs.ONE_LAYER_LESS),
        layer_pairs.DIRECT,
        layer_pairs.REDUCTION_ONLY,
        layer_pairs.KEEPS_REDUCED,
        layer_pairs.SEES_BOTH,
        layer_pairs.REDUCED_BATCH_NORM,
        layer_pairs.EXPANDS_BY_1X1,
        layer_pairs.REDUCED_ADDS_CHANNELS,
        layer_pairs.MULTIPLIES_LAYERS,
        layer_pairs.NOTHING_CONCATENATED,
        layer_pairs.LAST_OUTPUT_ONLY,
        layer_pairs.REDUCED_ARE_CONCATENATED,
    ),
    stem=_stem,
    solution=_solution,
    network=lambda p: Network((_given(p), 32, 32), _layers(p)),
    figures=lambda p: () if p.shape == ("dense",) else (pointwise(p["in_channels"], p["mid_channels"]),),
    measure=lambda p: (oracle.parameters(_layers(p)),),
    examples=(
        Example(
            {"kernel_size": 3, "in_channels": 256, "mid_channels": 64, "out_channels": 512, "bias_1": 0, "bias_2": 0},
            (311_296,),
            "Advanced Tutorial on Convolutional Neural Networks: 1 × 1 reduction from 256 to 64 channels before 3 × 3",
            ("unbiased",),
        ),
    ),
)
