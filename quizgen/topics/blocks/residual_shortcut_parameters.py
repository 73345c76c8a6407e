"""The learnable parameters of the projection on the shortcut of a residual block.

The reader counts a 1 × 1 convolution and what belongs to it: biases at the easy level, a normalisation at the medium
one; at the hard one the channels that the shortcut has to give have to be found first.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from quizgen import oracle
from quizgen.asking.family import Example, Family
from quizgen.figures.residual import residual as drawn
from quizgen.formulas.blocks import shortcut_parameters
from quizgen.layers import BatchNorm2d, Conv2d, Layer, Network, Residual, real
from quizgen.math.rewrites import substitute
from quizgen.misconceptions import residual as mistakes
from quizgen.misconceptions.kinds import Shape, Trees
from quizgen.model import Figure, Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text
from quizgen.topics.blocks.shared import norms

BASIC = (
    "The main path of a residual block has two `Conv2d` layers with `kernel_size=3`: the first one, with "
    "`stride={stride}`, turns {in_channels} channels into {out_channels}, and the second one keeps these. "
)
EXPANDED = (
    "The main path of a residual block has a 1 × 1 convolution that turns {in_channels} channels into {mid_channels}, "
    "a 3 × 3 convolution with `stride={stride}` that keeps these, and a 1 × 1 convolution that makes 4 times as many "
    "of them. "
)
SHORTCUT = (
    "So that the two paths can be added, the shortcut has a `Conv2d` layer with `kernel_size=1`, `stride={stride}` and "
)
STEMS = {
    "biased": f"{BASIC}{SHORTCUT}`bias=True`, and nothing else. ",
    "normalised": f"{BASIC}{SHORTCUT}`bias=False`, and a `BatchNorm2d` layer with `affine=True` after it. ",
    "expanded": f"{EXPANDED}{SHORTCUT}`bias=False`, and a `BatchNorm2d` layer with `affine=True` after it. ",
}
ASK = "How many learnable parameters does the shortcut have?"
WORDS = """
The shortcut turns the $in_channels$ channels of the block's input into as many channels as the main path gives,
$out_channels${found}. Its 1 × 1 convolution has one weight for each pair of them, whatever its stride, and each output
channel has {own}. The number of parameters is
"""
OWN = {"biased": "a bias", "normalised": "a scale and a shift of the batch normalisation"}
NUMBERS = """
$$parameters == {formula}$$

$$parameters == {in_channels}*{out_channels} + {own}{out_channels}$$

$$parameters == {parameters}$$
"""


def _compose(trees: Trees, shape: Shape) -> Trees:
    return (substitute(trees[0], mistakes.EXPANDED),) if shape == ("expanded",) else trees


def _out(p: Params) -> int:
    return mistakes.EXPANSION * p["mid_channels"] if p.shape == ("expanded",) else p["out_channels"]


def _shortcut(p: Params) -> tuple[Layer, ...]:
    projection = Conv2d(p["in_channels"], _out(p), 1, p["stride"], bias=bool(p["bias"]))
    return (projection, BatchNorm2d(_out(p))) if p["norm"] else (projection,)


def _convs(p: Params) -> tuple[Layer, ...]:
    """The convolutions of the main path."""
    bias, channels, stride = bool(p["bias"]), p["in_channels"], p["stride"]
    if p.shape == ("expanded",):
        mid = p["mid_channels"]
        reduction, last = Conv2d(channels, mid, 1, bias=bias), Conv2d(mid, _out(p), 1, bias=bias)
        return reduction, Conv2d(mid, mid, 3, stride, 1, bias=bias), last
    return Conv2d(channels, _out(p), 3, stride, 1, bias=bias), Conv2d(_out(p), _out(p), 3, padding=1, bias=bias)


def _main(p: Params) -> tuple[Layer, ...]:
    return norms.with_norms(_convs(p)) if p["norm"] else _convs(p)


def _solution(p: Params, key: Values) -> tuple[Text, ...]:
    found = ", which are $4*{mid_channels} == {out_channels}$" if p.shape == ("expanded",) else ""
    own = OWN["normalised" if p["norm"] else "biased"]
    each = "2*" if p["norm"] else ""
    words = WORDS.replace("{found}", found).replace("{own}", own)
    formula = f"in_channels*out_channels + {each}out_channels"
    numbers = NUMBERS.replace("{formula}", formula).replace("{own}", each)
    return (Text(words + numbers, {**p.values, "out_channels": _out(p), "parameters": key[0]}),)


def _figures(p: Params) -> tuple[Figure, ...]:
    """The block, for the stem; the channels that the shortcut has to give are left to the reader."""
    channels, stride, norm = p["in_channels"], f"stride {p['stride']}", ("BatchNorm2d",) if p["norm"] else ()
    out = p.values.get("out_channels")
    path: tuple[str, ...] = (f"3 × 3 convolution to {out}, {stride}", f"3 × 3 convolution to {out}")
    if p.shape == ("expanded",):
        mid = p["mid_channels"]
        first, last = f"1 × 1 convolution to {mid}", f"1 × 1 convolution to 4 × {mid}"
        path = (first, f"3 × 3 convolution to {mid}, {stride}", last)
    return (drawn(path, (f"1 × 1 convolution, {stride}", *norm), (), f"x with {channels} channels", "y", place="stem"),)


def _widens(c: Any) -> Any:
    """More channels come out, at most 4 times as many, with a shortcut that a published network has or might have."""
    out = _given(c)
    usual = real.channels(c.in_channels, out) | (out % c.in_channels == 0) | (c.in_channels % 24 == 0)
    return (out > c.in_channels) & (out <= mistakes.EXPANSION * c.in_channels) & usual


def _given(c: Any) -> Any:
    """The channels that the block gives."""
    return c.out_channels if hasattr(c, "out_channels") else mistakes.EXPANSION * c.mid_channels


def _published(c: Any) -> Any:
    """Where all convolutions of the block have channels of published layers."""
    out = _given(c)
    pairs = [(c.in_channels, out), (out, out)]
    if hasattr(c, "mid_channels"):
        mid = c.mid_channels
        pairs = [(c.in_channels, out), (c.in_channels, mid), (mid, mid), (mid, out)]
    return np.logical_and.reduce([real.channels(*pair) for pair in pairs])


def _level(shape: str, norm: int, **axes: tuple[int, ...]) -> Concat:
    given = {**axes, "stride": (1, 2), "bias": (1 - norm,), "norm": (norm,)}
    return concat(Combinations(given, _widens, (shape,)), real=_published)


WIDTHS = (16, 24, 32, 48, 64, 72, 88, 96, 116, 120, 128, 144, 160, 176, 192, 232, 240, 256, 288, 320, 352, 384, 432)
WIDE = (480, 512, 576, 640, 672, 768, 864, 960, 1024, 1152, 1536, 2048)

FAMILY = Family(
    module=__name__,
    title="Parameters of a projection shortcut",
    weight="special",
    asks="shortcut_parameters",
    options={"easy": 0, "medium": 3, "hard": 0},
    levels={
        "easy": _level("biased", 0, in_channels=WIDTHS, out_channels=(*WIDTHS, *WIDE)),
        "medium": _level("normalised", 1, in_channels=WIDTHS, out_channels=(*WIDTHS, *WIDE)),
        "hard": _level("expanded", 1, in_channels=(*WIDTHS, 512, 1024), mid_channels=(*WIDTHS, 512)),
    },
    formulas=(shortcut_parameters,),
    compose=_compose,
    misconceptions=(
        mistakes.NO_OWN,
        mistakes.HALF_NORM,
        mistakes.RUNNING,
        mistakes.BIAS_TOO,
        mistakes.NORM_TOO,
        mistakes.ADDITION,
        mistakes.OF_INPUTS,
        mistakes.ON_BOTH_SIDES,
        mistakes.ONE_BIAS,
        mistakes.THREE_BY_THREE,
        mistakes.STRIDE_ADDS,
        mistakes.STRIDE_THINS,
        mistakes.STRIDE_DIVIDES,
        mistakes.SQUARED_INPUT,
        mistakes.SQUARED_OUTPUT,
        mistakes.DIFFERENCE,
        mistakes.PER_CHANNEL,
        mistakes.UNEXPANDED,
        mistakes.READS_MIDDLE,
        mistakes.NORMS_OF_BOTH_PATHS,
        mistakes.TWICE,
        mistakes.MAIN_PATH,
    ),
    stem=lambda p: Text(STEMS[p.shape[0]] + ASK, p.values),
    solution=_solution,
    figures=_figures,
    network=lambda p: Network((p["in_channels"], 56, 56), (Residual(_main(p), _shortcut(p)),)),
    measure=lambda p: (oracle.parameters(_shortcut(p)),),
    examples=(
        Example(
            {"in_channels": 64, "out_channels": 128, "stride": 2, "bias": 0, "norm": 1},
            (8_448,),
            "torchvision.models.resnet18, layer2[0].downsample",
            ("normalised",),
        ),
        Example(
            {"in_channels": 256, "mid_channels": 128, "stride": 2, "bias": 0, "norm": 1},
            (132_096,),
            "torchvision.models.resnet50, layer2[0].downsample",
            ("expanded",),
        ),
    ),
)
